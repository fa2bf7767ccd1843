import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { chooseLocation, chooseRows, type Take } from "./choose-rows";
import { countPurchase } from "./count-purchase";
import { lockRows } from "./lock-rows";
import { readVariants, type Variant, variantKey } from "./read-variants";
import { inLockOrder, mergeLines, type StockCounters, type StockLine } from "./stock";
import { relistFew } from "./tell-stock";

export interface Hold {
  orderId: string;
  /** Reserved: before there is the order. It goes back at `expiresAt` unless `adoptHolds` makes it the order's. */
  status?: "held" | "reserved";
  lines: readonly StockLine[];
  /** Where to take from first; locations not named come after. */
  locations?: readonly string[];
  /** `buyerOf(email)`; without one no limit a customer is counted. */
  buyer?: string;
  /** In place of units that come back: counted like any, but past the limit too. */
  isReplacement?: boolean;
  expiresAt: Date;
  actor: string;
  now: Date;
}

export type HoldError =
  | { code: "out_of_stock"; line: StockLine }
  /** More than one customer may have of it. */
  | { code: "limit_reached"; line: StockLine; max: number };

const stripesMax = 64;

/**
 * Sets units aside for an order until `expiresAt`: in the common case one statement a line, which takes the units only
 * where enough are free and writes the hold and the ledger entry only if it did. The first line that cannot be had is
 * the error; the caller's transaction must then roll back. `expected` are the lines that (also) took units not there yet.
 *
 * A line comes whole from the best location that has it, and is split only where none has enough. A SKU spread over
 * stripes is first tried without waiting (SKIP LOCKED), then by waiting for one stripe; "nothing free" is only ever said
 * after all its rows were locked.
 */
export async function holdStock(tx: Tx, hold: Hold): Promise<Result<{ expected: StockLine[] }, HoldError>> {
  const expected: StockLine[] = [];
  const touched: { productId: string; free: number }[] = [];
  const lines = inLockOrder(mergeLines(hold.lines));
  const known = await readVariants(tx, lines);
  const simple = await takeSimple(tx, hold, lines, known);
  for (const [at, line] of lines.entries()) {
    const variant = known.get(variantKey(line));
    const max = hold.buyer === undefined ? null : (variant?.perCustomerMax ?? null);
    const buyer = max === null ? null : (hold.buyer ?? null);
    const limit = hold.isReplacement ? null : max;
    if (buyer !== null && max !== null && !(await countPurchase(tx, line, { buyer, max: limit }, hold.now)))
      return err({ code: "limit_reached", line, max });
    const taken = simple[at] ?? (await take(tx, { ...hold, line, buyer }, variant?.rows ?? []));
    if (!taken) return err({ code: "out_of_stock", line });
    if (taken.some(({ left }) => left < 0)) expected.push(line);
    touched.push(...taken.map(({ free }) => ({ productId: line.productId, free })));
  }
  await relistFew(tx, touched);
  return ok({ expected });
}

/**
 * The common case, sent together: every line has one row and no limit. A line that could not be had whole is left out and
 * sought by itself; who then waits for a row out of order may be a deadlock's victim, and is tried again.
 */
async function takeSimple(
  tx: Tx,
  hold: Hold,
  lines: readonly StockLine[],
  known: ReadonlyMap<string, Variant>,
): Promise<(Taken | null)[]> {
  const takes = lines.flatMap((line) => {
    const variant = known.get(variantKey(line));
    const [only, ...others] = variant?.rows ?? [];
    const isLimited = hold.buyer !== undefined && variant?.perCustomerMax !== null;
    return only && others.length === 0 && !isLimited ? [{ ...only, quantity: line.quantity }] : [];
  });
  if (takes.length < lines.length) return [];
  return Promise.all(lines.map((line, at) => move(tx, { ...hold, line, buyer: null }, takes.slice(at, at + 1))));
}

interface LineHold extends Omit<Hold, "buyer"> {
  line: StockLine;
  buyer: string | null;
}

/** Of each row: what is there and not held, below zero where units are owed; and what can still be bought. */
type Taken = { left: number; free: number }[];

async function take(tx: Tx, hold: LineHold, seen: readonly StockCounters[]): Promise<Taken | null> {
  const { quantity } = hold.line;
  const [only, ...others] = seen;
  if (!only) return null;
  if (others.length === 0) {
    const taken = await move(tx, hold, [{ ...only, quantity }]);
    if (taken) return taken;
    // Too few, or spread over stripes this very moment: the locked rows say which.
    return takeLocked(tx, hold);
  }
  const present = seen.map((row) => ({ ...row, oversellMax: 0 }));
  const locations = hold.locations ?? [];
  const location = chooseLocation(present, quantity, locations);
  if (!location) return takeLocked(tx, hold);
  // A row found too empty stays locked, out of order, unless the attempt is undone.
  await tx.$executeRaw`SAVEPOINT attempt`;
  for (const attempt of [() => moveUnlocked(tx, hold, location), () => moveAny(tx, hold, seen, location)]) {
    const taken = await attempt();
    if (taken) return taken;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT attempt`;
  }
  return takeLocked(tx, hold);
}

/** Waits for every row of the variant, in order, and then chooses with certainty. */
async function takeLocked(tx: Tx, hold: LineHold): Promise<Taken | null> {
  const takes = chooseRows(await lockRows(tx, hold.line), hold.line.quantity, hold.locations ?? []);
  return takes && move(tx, hold, takes);
}

/** From the given rows, each only if it has enough. All or null. */
function move(tx: Tx, hold: LineHold, takes: readonly Take[]): Promise<Taken | null> {
  const ids = takes.map(() => newId());
  const wanted = Prisma.sql`
    SELECT * FROM unnest(
      ${takes.map(({ locationId }) => locationId)}::uuid[], ${takes.map(({ stripe }) => stripe)}::smallint[],
      ${takes.map(({ quantity }) => quantity)}::int[], ${ids}::uuid[]) AS w (location_id, stripe, quantity, entry_id)`;
  return write(tx, hold, wanted, takes.length);
}

/** From whichever stripe of the location has enough and nobody else is at. Each begins its search somewhere else. */
function moveUnlocked(tx: Tx, hold: LineHold, locationId: string): Promise<Taken | null> {
  const { productId, variantId, quantity } = hold.line;
  const start = Math.floor(Math.random() * stripesMax);
  const wanted = Prisma.sql`
    SELECT location_id, stripe, ${quantity}::int AS quantity, ${newId()}::uuid AS entry_id FROM stock_level
     WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND location_id = ${locationId}::uuid AND on_hand - held >= ${quantity}::int
     ORDER BY (stripe + ${start}::int) % ${stripesMax}::int LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return write(tx, hold, wanted, 1);
}

/** Every stripe is taken up: waits for one of them, whichever, so that those who wait spread as well. */
async function moveAny(
  tx: Tx,
  hold: LineHold,
  seen: readonly StockCounters[],
  locationId: string,
): Promise<Taken | null> {
  const { quantity } = hold.line;
  const able = seen.filter((row) => row.locationId === locationId && row.onHand - row.held >= quantity);
  const row = able[Math.floor(Math.random() * able.length)];
  return row ? move(tx, hold, [{ locationId, stripe: row.stripe, quantity }]) : null;
}

const written = z.array(z.object({ left: z.number(), free: z.number(), noted: z.boolean() }));

async function write(tx: Tx, hold: LineHold, wanted: Prisma.Sql, count: number): Promise<Taken | null> {
  const { productId, variantId } = hold.line;
  const rows = written.parse(
    await tx.$queryRaw`
      WITH wanted AS MATERIALIZED (${wanted}), moved AS (
        UPDATE stock_level l SET held = l.held + w.quantity, updated_at = ${hold.now}::timestamptz
          FROM wanted w
         WHERE l.product_id = ${productId}::uuid AND l.variant_id = ${variantId}::uuid AND l.location_id = w.location_id
           AND l.stripe = w.stripe AND l.on_hand + l.oversell_max - l.held >= w.quantity
        RETURNING l.location_id, l.stripe, l.on_hand - l.held AS left_over, l.oversell_max, w.quantity, w.entry_id
      ), entry AS (
        INSERT INTO stock_ledger (product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
        SELECT ${productId}::uuid, entry_id, ${variantId}::uuid, location_id, stripe, 'held', 0, quantity, 0, ${hold.actor}, ${hold.orderId}::uuid, '', ${hold.now}::timestamptz FROM moved
      ), noted AS (
        INSERT INTO stock_hold (product_id, order_id, variant_id, location_id, stripe, quantity, buyer, status, expires_at, created_at)
        SELECT ${productId}::uuid, ${hold.orderId}::uuid, ${variantId}::uuid, location_id, stripe, quantity, ${hold.buyer}, ${hold.status ?? "held"}::hold_status, ${hold.expiresAt}::timestamptz, ${hold.now}::timestamptz FROM moved
        ON CONFLICT (product_id, order_id, variant_id, location_id, stripe)
          DO UPDATE SET status = EXCLUDED.status, quantity = EXCLUDED.quantity, buyer = EXCLUDED.buyer, expires_at = EXCLUDED.expires_at
              WHERE stock_hold.status = 'released'
        RETURNING location_id, stripe
      )
      SELECT m.left_over AS left, m.left_over + m.oversell_max AS free, n.stripe IS NOT NULL AS noted
        FROM moved m LEFT JOIN noted n ON n.location_id = m.location_id AND n.stripe = m.stripe`,
  );
  // Units were taken, but the order has a hold there already: it must not be placed twice, and the caller unwinds.
  if (rows.some(({ noted }) => !noted)) throw new Error(`order ${hold.orderId} already holds ${variantId}`);
  return rows.length === count ? rows : null;
}
