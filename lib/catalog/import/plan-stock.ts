import { newId } from "@/lib/core/ids";
import { type Note, remark } from "./fault";
import type { ImportProduct } from "./import-product";
import type { PlannedVariants } from "./plan-variants";
import { importActor, type PresentLevel } from "./read-present";
import type { LedgerRow, ProductRows } from "./rows";

/**
 * A file's quantity is a count from the day it was written. The first import sets it; a later one moves the stock by
 * what the file itself has changed since, so that units sold in between stay sold. The import's own entries in the
 * ledger remember what the files said: their sum is the last file's quantity. A file knows one location, the merchant's
 * first (which has the merchant's own id); what lies elsewhere is left alone.
 */
export function planStock(
  product: ImportProduct,
  { ids, before, gone }: PlannedVariants,
  { productId, merchantId }: { productId: string; merchantId: string },
  now: Date,
): Pick<ProductRows, "levels" | "ledger" | "variantsBack" | "variantsFewer"> & { notes: Note[] } {
  const ledger: LedgerRow[] = [];
  const levels: ProductRows["levels"] = [];
  const variantsBack: string[] = [];
  const variantsFewer: string[] = [];
  const notes: Note[] = [];
  const move = (
    { variantId, locationId, stripe }: { variantId: string; locationId: string; stripe: number },
    change: LedgerRow["change"],
    delta: number,
    { actor, reason, sold = 0 }: { actor: string; reason: string; sold?: number },
  ) => {
    ledger.push({
      product_id: productId,
      entry_id: newId(),
      variant_id: variantId,
      location_id: locationId,
      stripe,
      change,
      on_hand_delta: delta,
      held_delta: 0,
      sold_delta: sold,
      actor,
      reason,
      at: now,
    });
  };
  const setLevel = (variantId: string, stripe: number, onHand: number) =>
    levels.push({
      product_id: productId,
      variant_id: variantId,
      location_id: merchantId,
      stripe,
      on_hand: onHand,
      updated_at: now,
    });

  for (const [index, { quantity, line }] of product.variants.entries()) {
    const variantId = ids[index] ?? "";
    const first = { variantId, locationId: merchantId, stripe: 0 };
    const present = before[index];
    if (!present) {
      setLevel(variantId, 0, quantity);
      move(first, "received", quantity, { actor: importActor, reason: "first import" });
      continue;
    }
    const rows = present.levels.filter(({ locationId }) => locationId === merchantId);
    const [there, held] = [sumOf(rows, "onHand"), sumOf(rows, "held")];
    // Counted by hand until now: that count is set aside, and the file's takes its place.
    const takeover = present.imported === null ? -there : 0;
    const wanted = there + takeover + quantity - (present.imported ?? 0);
    // What is owed already (sold before it was there) stays owed; nothing new is.
    const onHand = Math.max(Math.min(held, there), wanted);
    if (onHand !== wanted)
      notes.push(remark(line, "stock_below_held", product.handle, { found: String(quantity), about: String(held) }));
    const delta = onHand - there - takeover;
    if (takeover !== 0)
      move(first, "adjusted", takeover, { actor: takeoverActor, reason: "replaced by a file's count" });
    // A count of nothing is told as well: without it the next import would take this variant for one counted by hand.
    if (delta !== 0 || present.imported === null)
      move(first, "adjusted", delta, { actor: importActor, reason: "changed in a file" });
    for (const { stripe, onHand: count, by } of spread(rows, onHand - there)) {
      setLevel(variantId, stripe, count);
      if (stripe === 0) continue;
      // The file's own entries stand at the first row, where the next import looks; these say where the units lie.
      move({ ...first, stripe }, "transferred", by, { actor: "import:spread", reason: "" });
      move(first, "transferred", -by, { actor: "import:spread", reason: "" });
    }
    if (there <= held && onHand > held) variantsBack.push(variantId);
    if (onHand < there) variantsFewer.push(variantId);
  }
  // A row that goes takes its counters along; units that were sold of it stay their orders' all the same.
  for (const { variantId, levels: left } of gone)
    for (const { onHand, sold, ...row } of left)
      if (onHand !== 0 || sold !== 0)
        move({ ...row, variantId }, "adjusted", -onHand, {
          actor: importActor,
          reason: "no longer in the file",
          sold: -sold,
        });
  return { levels, ledger, variantsBack, variantsFewer, notes };
}

const takeoverActor = "import:takeover";

const sumOf = (rows: readonly PresentLevel[], counter: "onHand" | "held"): number =>
  rows.reduce((sum, row) => sum + row[counter], 0);

/** More goes to the first row, less is taken row by row from what no order holds. The rows that change. */
function spread(rows: readonly PresentLevel[], by: number): { stripe: number; onHand: number; by: number }[] {
  const [first] = rows;
  if (by === 0) return [];
  if (!first || by > 0) return [{ stripe: 0, onHand: (first?.onHand ?? 0) + by, by }];
  let left = -by;
  return rows.flatMap(({ stripe, onHand, held }) => {
    const taken = Math.min(left, Math.max(0, onHand - held));
    left -= taken;
    return taken > 0 ? [{ stripe, onHand: onHand - taken, by: -taken }] : [];
  });
}
