import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { lockRows } from "./lock-rows";
import { type StockCounters, type StockRow, shareOf } from "./stock";

/** Who changes stock by hand, and why: what the ledger says of it. */
export interface Because {
  change: "adjusted" | "transferred";
  actor: string;
  reason: string;
  now: Date;
}

interface VariantKey {
  productId: string;
  variantId: string;
}

/** How the variant's units are laid out at each of its locations. */
export interface Layout {
  stripes: number;
  oversellMax: number;
}

/** A variant whose rows are locked, and how they are to be laid out. */
export interface LockedLevels extends VariantKey {
  rows: StockCounters[];
  layout: Layout;
}

/** What a location's rows come to, taken together. */
export interface LocationLevel {
  locationId: string;
  onHand: number;
  held: number;
}

/** Locks every row of the variant, in the order all verbs take them. The layout is read after: who changes it waits here. */
export async function lockLevels(tx: Tx, { productId, variantId }: VariantKey): Promise<LockedLevels> {
  const rows = await lockVariant(tx, { productId, variantId });
  const { stripes, oversellMax } = await tx.variant.findUniqueOrThrow({
    where: { productId_variantId: { productId, variantId } },
    select: { stripes: true, oversellMax: true },
  });
  return { productId, variantId, rows, layout: { stripes, oversellMax } };
}

/** The same without the layout: no row, where the variant is gone. */
export async function lockVariant(tx: Tx, { productId, variantId }: VariantKey): Promise<StockCounters[]> {
  await tx.$executeRaw`SELECT FROM variant WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid FOR NO KEY UPDATE`;
  return lockRows(tx, { productId, variantId });
}

export function levelAt(rows: readonly StockCounters[], locationId: string): LocationLevel {
  const own = rows.filter((row) => row.locationId === locationId);
  const sum = (counter: "onHand" | "held") => own.reduce((total, row) => total + row[counter], 0);
  return { locationId, onHand: sum("onHand"), held: sum("held") };
}

/**
 * Lays a location's units out anew over locked rows: what is free is spread evenly over the layout's stripes, what is
 * held stays in its row, and rows beyond the layout keep only that. No row ever goes, for holds and returns point at
 * them. Every difference is an entry in the ledger.
 */
export async function layOut(
  tx: Tx,
  { productId, variantId, rows, layout: { stripes, oversellMax } }: LockedLevels,
  { locationId, onHand }: Pick<LocationLevel, "locationId" | "onHand">,
  because: Because,
): Promise<void> {
  const own = rows.filter((row) => row.locationId === locationId);
  const free = onHand - own.reduce((sum, { held }) => sum + held, 0);
  const count = Math.max(stripes, ...own.map(({ stripe }) => stripe + 1));
  for (let stripe = 0; stripe < count; stripe += 1) {
    const before = own.find((row) => row.stripe === stripe);
    const used = stripe < stripes;
    const target = (before?.held ?? 0) + (used ? shareOf(free, stripes, stripe) : 0);
    const oversell = used ? shareOf(oversellMax, stripes, stripe) : 0;
    const key = { productId, variantId, locationId, stripe };
    await write(tx, { key, before, to: { onHand: target, oversellMax: oversell } }, because);
  }
}

async function write(
  tx: Tx,
  {
    key,
    before,
    to,
  }: {
    key: VariantKey & StockRow;
    before: StockCounters | undefined;
    to: Pick<StockCounters, "onHand" | "oversellMax">;
  },
  { change, actor, reason, now }: Because,
): Promise<void> {
  const delta = to.onHand - (before?.onHand ?? 0);
  if (before && delta === 0 && to.oversellMax === before.oversellMax) return;
  const where = { productId_variantId_locationId_stripe: key };
  if (before) await tx.stockLevel.update({ where, data: { ...to, updatedAt: now }, select: { stripe: true } });
  else await tx.stockLevel.create({ data: { ...key, ...to, updatedAt: now }, select: { stripe: true } });
  if (delta === 0) return;
  await tx.stockLedger.create({
    data: { ...key, entryId: newId(), change, onHandDelta: delta, heldDelta: 0, soldDelta: 0, actor, reason, at: now },
    select: { entryId: true },
  });
}
