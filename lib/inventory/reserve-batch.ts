import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { chooseLocation, chooseRows, type Take } from "./choose-rows";
import { countPurchases, discountPurchases } from "./count-purchases";
import { lockRows } from "./lock-rows";
import type { Reservation, Reserved, ReserveError } from "./reserve-stock";
import { freeOf, type StockCounters, type StockLine } from "./stock";
import { relistFew } from "./tell-stock";

type VariantKey = Pick<StockLine, "productId" | "variantId">;

/** A hold under the same order appeared meanwhile, in another process: the batch begins again and finds it. */
class MetAnother extends Error {}

/** Of an order, whoever of its askings set the units aside. */
type Answer = Result<{ expected: boolean }, ReserveError>;

const attemptsMax = 3;

/**
 * Reserves for everybody in one transaction. All wishes are of one variant. The order of locks is that of `holdStock`:
 * the buyers' tallies, then the variant's rows of stock; the rows are locked whole, so "out of stock" is certain.
 */
export async function reserveBatch(db: Db, wishes: readonly Reservation[]): Promise<Reserved[]> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await inTransaction(db, (tx) => reserveAll(tx, wishes));
    } catch (error) {
      if (!(error instanceof MetAnother) || attempt === attemptsMax) throw error;
    }
}

async function reserveAll(tx: Tx, wishes: readonly Reservation[]): Promise<Reserved[]> {
  const [first] = wishes;
  if (!first) return [];
  const answers = await answersOfBefore(tx, wishes);
  // Sent twice in one batch: the second has the first one's answer.
  const asked = new Map<string, Reservation>();
  for (const wish of wishes) if (!answers.has(wish.orderId) && !asked.has(wish.orderId)) asked.set(wish.orderId, wish);
  const counted = await countPurchases(tx, [...asked.values()], first.now);
  for (const wish of asked.values())
    if (wish.limit && !counted.has(wish.orderId))
      answers.set(wish.orderId, err({ code: "limit_reached", max: wish.limit.max }));

  const open = [...asked.values()].filter(({ orderId }) => !answers.has(orderId));
  const rows = open.length > 0 ? await lockRows(tx, first.line) : [];
  const chosen = choose(rows, open);
  for (const { wish, takes, expected } of chosen)
    answers.set(wish.orderId, takes ? ok({ expected }) : err({ code: "out_of_stock" }));
  const refused = chosen.flatMap(({ wish, takes }) => (takes ? [] : [wish]));
  await discountPurchases(tx, refused);
  const taken = chosen.flatMap(({ wish, takes }) => (takes ?? []).map((each) => ({ ...each, wish })));
  if (taken.length > 0) {
    await write(tx, first.line, taken);
    const free = rows.reduce((sum, row) => sum + freeOf(row), 0);
    await relistFew(tx, [{ productId: first.line.productId, free }]);
  }
  return wishes.map((wish) => {
    const answer = answers.get(wish.orderId) ?? err({ code: "out_of_stock" });
    return answer.ok ? ok({ ...answer.value, isNew: asked.get(wish.orderId) === wish }) : answer;
  });
}

const holdsRead = z.array(z.object({ orderId: z.string(), isReserved: z.boolean(), expected: z.boolean() }));

/**
 * Those whose answer was lost: what is reserved is theirs, and what an order has it keeps. Of a row that owes units nobody
 * knows any more whose they are: nothing of it is promised at once.
 */
async function answersOfBefore(tx: Tx, wishes: readonly Reservation[]): Promise<Map<string, Answer>> {
  const { productId, variantId } = wishes[0]?.line ?? { productId: "", variantId: "" };
  const found = holdsRead.parse(
    await tx.$queryRaw`
      SELECT h.order_id AS "orderId", bool_and(h.status = 'reserved') AS "isReserved", bool_or(l.on_hand < l.held) AS expected
        FROM stock_hold h
        JOIN stock_level l ON l.product_id = ${productId}::uuid AND l.variant_id = ${variantId}::uuid
         AND l.location_id = h.location_id AND l.stripe = h.stripe
       WHERE h.product_id = ${productId}::uuid AND h.order_id = ANY(${wishes.map(({ orderId }) => orderId)}::uuid[])
         AND h.variant_id = ${variantId}::uuid AND h.status <> 'released'
       GROUP BY 1`,
  );
  return new Map(
    found.map(({ orderId, isReserved, expected }) => [orderId, isReserved ? ok({ expected }) : err({ code: "known" })]),
  );
}

interface Chosen {
  wish: Reservation;
  takes: Take[] | null;
  expected: boolean;
}

/** First come, first served. What is taken counts as held in the rows. */
function choose(rows: StockCounters[], wishes: readonly Reservation[]): Chosen[] {
  return wishes.map((wish) => {
    const takes = fullestRow(rows, wish) ?? chooseRows(rows, wish.line.quantity, wish.locations);
    let expected = false;
    for (const take of takes ?? []) {
      const row = rows.find(({ locationId, stripe }) => locationId === take.locationId && stripe === take.stripe);
      if (!row) throw new Error("a row was chosen that is not there");
      row.held += take.quantity;
      expected ||= row.onHand < row.held;
    }
    return { wish, takes, expected };
  });
}

/** Of the best location that has it all: the stripe with the most left, so that the sales to come spread as well. */
function fullestRow(rows: readonly StockCounters[], { line, locations }: Reservation): Take[] | null {
  const present = rows.map((row) => ({ ...row, oversellMax: 0 }));
  const best = chooseLocation(present, line.quantity, locations);
  const own = present.filter(({ locationId }) => locationId === best);
  const [fullest] = own.toSorted((a, b) => freeOf(b) - freeOf(a));
  if (!fullest || freeOf(fullest) < line.quantity) return null;
  return [{ locationId: fullest.locationId, stripe: fullest.stripe, quantity: line.quantity }];
}

/** One statement for the counters, the ledger and the holds of all. */
async function write(
  tx: Tx,
  { productId, variantId }: VariantKey,
  taken: readonly (Take & { wish: Reservation })[],
): Promise<void> {
  const noted = await tx.$executeRaw`
    WITH taken AS MATERIALIZED (
      SELECT * FROM unnest(
        ${taken.map(({ locationId }) => locationId)}::uuid[], ${taken.map(({ stripe }) => stripe)}::smallint[],
        ${taken.map(({ quantity }) => quantity)}::int[], ${taken.map(() => newId())}::uuid[],
        ${taken.map(({ wish }) => wish.orderId)}::uuid[], ${taken.map(({ wish }) => wish.limit?.buyer ?? null)}::text[],
        ${taken.map(({ wish }) => wish.expiresAt)}::timestamptz[], ${taken.map(({ wish }) => wish.actor)}::text[],
        ${taken.map(({ wish }) => wish.now)}::timestamptz[])
        AS t (location_id, stripe, quantity, entry_id, order_id, buyer, expires_at, actor, at)
    ), moved AS (
      UPDATE stock_level l SET held = l.held + s.quantity, updated_at = s.at
        FROM (SELECT location_id, stripe, sum(quantity)::int AS quantity, max(at) AS at FROM taken GROUP BY 1, 2) s
       WHERE l.product_id = ${productId}::uuid AND l.variant_id = ${variantId}::uuid
         AND l.location_id = s.location_id AND l.stripe = s.stripe AND l.on_hand + l.oversell_max - l.held >= s.quantity
      RETURNING l.location_id, l.stripe
    ), entry AS (
      INSERT INTO stock_ledger (product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
      SELECT ${productId}::uuid, t.entry_id, ${variantId}::uuid, t.location_id, t.stripe, 'held', 0, t.quantity, 0, t.actor, t.order_id, '', t.at
        FROM taken t JOIN moved m ON m.location_id = t.location_id AND m.stripe = t.stripe
    )
    INSERT INTO stock_hold (product_id, order_id, variant_id, location_id, stripe, quantity, buyer, status, expires_at, created_at)
    SELECT ${productId}::uuid, t.order_id, ${variantId}::uuid, t.location_id, t.stripe, t.quantity, t.buyer, 'reserved', t.expires_at, t.at
      FROM taken t JOIN moved m ON m.location_id = t.location_id AND m.stripe = t.stripe
    ON CONFLICT (product_id, order_id, variant_id, location_id, stripe)
      DO UPDATE SET status = EXCLUDED.status, quantity = EXCLUDED.quantity, buyer = EXCLUDED.buyer, expires_at = EXCLUDED.expires_at
          WHERE stock_hold.status = 'released'`;
  if (noted !== taken.length) throw new MetAnother();
}
