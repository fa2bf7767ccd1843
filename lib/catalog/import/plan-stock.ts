import { newId } from "@/lib/core/ids";
import { type Note, remark } from "./fault";
import type { ImportProduct } from "./import-product";
import type { PlannedVariants } from "./plan-variants";
import { importActor } from "./read-present";
import type { LedgerRow, ProductRows } from "./rows";

/**
 * A file's quantity is a count from the day it was written. The first import sets it; a later one moves the stock by
 * what the file itself has changed since, so that units sold in between stay sold. The import's own entries in the
 * ledger remember what the files said: their sum is the last file's quantity.
 */
export function planStock(
  product: ImportProduct,
  { ids, before, gone }: PlannedVariants,
  productId: string,
  now: Date,
): Pick<ProductRows, "levels" | "ledger"> & { notes: Note[] } {
  const ledger: LedgerRow[] = [];
  const levels: ProductRows["levels"] = [];
  const notes: Note[] = [];
  const move = (variantId: string, change: LedgerRow["change"], delta: number, actor: string, reason: string) => {
    ledger.push({
      product_id: productId,
      entry_id: newId(),
      variant_id: variantId,
      change,
      on_hand_delta: delta,
      held_delta: 0,
      sold_delta: 0,
      actor,
      reason,
      at: now,
    });
  };

  for (const [index, { quantity, line }] of product.variants.entries()) {
    const variantId = ids[index] ?? "";
    const present = before[index];
    if (!present) {
      levels.push({ product_id: productId, variant_id: variantId, on_hand: quantity, updated_at: now });
      move(variantId, "received", quantity, importActor, "first import");
      continue;
    }
    // Counted by hand until now: that count is set aside, and the file's takes its place.
    const takeover = present.imported === null ? -present.onHand : 0;
    const wanted = present.onHand + takeover + quantity - (present.imported ?? 0);
    const onHand = Math.max(present.held, wanted);
    if (onHand !== wanted)
      notes.push(
        remark(line, "stock_below_held", product.handle, { found: String(quantity), about: String(present.held) }),
      );
    const delta = onHand - present.onHand - takeover;
    if (takeover !== 0) move(variantId, "adjusted", takeover, takeoverActor, "replaced by a file's count");
    // A count of nothing is told as well: without it the next import would take this variant for one counted by hand.
    if (delta !== 0 || present.imported === null) move(variantId, "adjusted", delta, importActor, "changed in a file");
    if (onHand !== present.onHand)
      levels.push({ product_id: productId, variant_id: variantId, on_hand: onHand, updated_at: now });
  }
  for (const { variantId, onHand } of gone)
    if (onHand !== 0) move(variantId, "adjusted", -onHand, importActor, "no longer in the file");
  return { levels, ledger, notes };
}

const takeoverActor = "import:takeover";
