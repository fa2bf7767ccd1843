import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { carryUnits } from "./carry-units";
import { discountPurchase } from "./count-purchase";
import { lockRows } from "./lock-rows";
import { mergeLines, type StockLine } from "./stock";
import type { ClaimReason } from "./stock-reason";
import { relistFew } from "./tell-stock";

/** How units that are an order's go back, and how the counters of their row move for each of them. */
const changes = {
  released: { entry: "released", from: "held", to: "released", onHand: 0, held: -1, sold: 0 },
  unreserved: { entry: "released", from: "reserved", to: "released", onHand: 0, held: -1, sold: 0 },
  returned: { entry: "returned", from: "sold", to: "released", onHand: 1, held: 0, sold: -1 },
} as const;

export interface Claim {
  orderId: string;
  /** So many units of each at most; a sale (`sellHolds`) takes whatever is held. */
  lines: readonly StockLine[];
  /** Sold units that came back unfit: they stay sold, and no longer count against what their buyer may have. */
  unfit?: readonly StockLine[];
  /** Variant → location → units to take there first: called off is what has not left, brought back is what has. */
  firstAt?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Where the units lie now, whichever location had sold them; what it sold itself is taken first. Else they never left. */
  placedAt?: string;
  actor: string;
  reason: ClaimReason;
  now: Date;
}

/**
 * Takes units of an order's holds through one of the changes, and returns how many there were: fewer than asked means
 * the rest was not there to take, for it was done before. The holds are locked first, all at once; then, variant by
 * variant in the order of their keys as purchases do, the buyer's tally before the stock rows: all of the variant's, where
 * its units may go to another location's row. Units of a variant that is gone have no shelf to go back to: their order no
 * longer has them, and that is all.
 */
export async function claimHolds(tx: Tx, change: keyof typeof changes, claim: Claim): Promise<number> {
  let claimed = 0;
  const touched: { productId: string; free: number }[] = [];
  const { orderId, lines, unfit = [] } = claim;
  const holds = await lockHolds(tx, { orderId, lines: [...lines, ...unfit] }, changes[change].from);
  const [taken, uncounted] = [shareOut(holds, claim), shareUnfit(holds, unfit)];
  for (const hold of holds) {
    const quantity = taken.get(hold) ?? 0;
    const counted = quantity + (uncounted.get(hold) ?? 0);
    if (hold.buyer && counted > 0) await discountPurchase(tx, { ...hold, quantity: counted }, hold.buyer, claim.now);
    if (quantity === 0) continue;
    const { placedAt } = claim;
    if (placedAt) await lockRows(tx, hold);
    claimed += quantity;
    let free = await move(tx, change, { ...hold, quantity, whole: quantity === hold.quantity }, claim);
    if (free === null) continue;
    if (placedAt && placedAt !== hold.locationId) free = await carryUnits(tx, { ...hold, quantity }, placedAt, claim);
    touched.push({ productId: hold.productId, free: free - quantity });
  }
  await relistFew(tx, touched);
  return claimed;
}

/** How many units of each hold are taken: first as the claim says, then wherever there are any. */
function shareOut(holds: readonly HeldUnits[], { lines, firstAt, placedAt }: Claim): Map<HeldUnits, number> {
  const left = new Map<string, number>();
  for (const line of lines) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + line.quantity);
  const taken = new Map<HeldUnits, number>();
  const take = (hold: HeldUnits, most: number) => {
    const asked = left.get(keyOf(hold)) ?? 0;
    const before = taken.get(hold) ?? 0;
    const quantity = Math.max(0, Math.min(hold.quantity - before, asked, most));
    if (quantity === 0) return 0;
    left.set(keyOf(hold), asked - quantity);
    taken.set(hold, before + quantity);
    return quantity;
  };
  const first = new Map([...(firstAt ?? [])].map(([variantId, units]) => [variantId, new Map(units)]));
  const nearest = holds.toSorted((a, b) => Number(b.locationId === placedAt) - Number(a.locationId === placedAt));
  for (const hold of nearest) {
    const here = first.get(hold.variantId);
    const units = here?.get(hold.locationId) ?? 0;
    here?.set(hold.locationId, units - take(hold, units));
  }
  for (const hold of nearest) take(hold, hold.quantity);
  return taken;
}

/** A variant's unfit units all stand by the first of its holds that counts against the buyer. */
function shareUnfit(holds: readonly HeldUnits[], unfit: readonly StockLine[]): Map<HeldUnits, number> {
  const uncounted = new Map<HeldUnits, number>();
  for (const line of mergeLines(unfit)) {
    const hold = holds.find((each) => keyOf(each) === keyOf(line) && each.buyer !== null);
    if (hold) uncounted.set(hold, line.quantity);
  }
  return uncounted;
}

const keyOf = ({ productId, variantId }: { productId: string; variantId: string }) => `${productId} ${variantId}`;

const holdSchema = z.object({
  productId: z.string(),
  variantId: z.string(),
  locationId: z.string(),
  stripe: z.number(),
  quantity: z.number(),
  buyer: z.string().nullable(),
});

export type HeldUnits = z.infer<typeof holdSchema>;

/** An order's holds of these lines, in their order, nobody else's until the transaction ends. */
export async function lockHolds(
  tx: Tx,
  { orderId, lines }: Pick<Claim, "orderId" | "lines">,
  status: "reserved" | "held" | "sold",
): Promise<HeldUnits[]> {
  return z.array(holdSchema).parse(
    await tx.$queryRaw`
      SELECT product_id AS "productId", variant_id AS "variantId", location_id AS "locationId", stripe, quantity, buyer
        FROM stock_hold
       WHERE product_id = ANY(${lines.map(({ productId }) => productId)}::uuid[]) AND order_id = ${orderId}::uuid
         AND variant_id = ANY(${lines.map(({ variantId }) => variantId)}::uuid[]) AND status = ${status}::hold_status
       ORDER BY product_id, variant_id, location_id, stripe FOR UPDATE`,
  );
}

/**
 * One statement for the hold, its row and the ledger. Units that leave make the hold smaller; one that leaves whole keeps
 * its quantity, and its status says what became of it. Returns what can be bought from the row now; null where the variant
 * is gone, its rows with it and its ledger closed.
 */
async function move(
  tx: Tx,
  change: keyof typeof changes,
  { productId, variantId, locationId, stripe, quantity, whole }: HeldUnits & { whole: boolean },
  { orderId, actor, reason, now }: Claim,
): Promise<number | null> {
  const { entry, from, to, ...unit } = changes[change];
  const [onHand, held, sold] = [unit.onHand * quantity, unit.held * quantity, unit.sold * quantity];
  const [level] = moved.parse(
    await tx.$queryRaw`
    WITH hold AS (
      UPDATE stock_hold SET status = ${whole ? to : from}::hold_status, quantity = quantity - ${whole ? 0 : quantity}::int
       WHERE product_id = ${productId}::uuid AND order_id = ${orderId}::uuid AND variant_id = ${variantId}::uuid
         AND location_id = ${locationId}::uuid AND stripe = ${stripe}::smallint
    ), level AS (
      UPDATE stock_level
         SET on_hand = on_hand + ${onHand}::int, held = held + ${held}::int, sold = sold + ${sold}::int, updated_at = ${now}::timestamptz
       WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND location_id = ${locationId}::uuid AND stripe = ${stripe}::smallint
      RETURNING on_hand + oversell_max - held AS free
    ), entry AS (
      INSERT INTO stock_ledger (product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
      SELECT ${productId}::uuid, ${newId()}::uuid, ${variantId}::uuid, ${locationId}::uuid, ${stripe}::smallint, ${entry}::stock_change,
        ${onHand}::int, ${held}::int, ${sold}::int, ${actor}, ${orderId}::uuid, ${reason}, ${now}::timestamptz FROM level
    )
    SELECT free FROM level`,
  );
  if (level) return level.free;
  if ((await tx.variant.count({ where: { productId, variantId } })) > 0)
    throw new Error(`the stock of ${variantId} at ${locationId} is gone`);
  return null;
}

const moved = z.array(z.object({ free: z.number() }));
