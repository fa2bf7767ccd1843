import type { CartLineView } from "@/lib/cart/cart";
import type { Aside } from "@/lib/cart/read-cart";
import { idOfName } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type Reservation, type ReserveError, reserveStock } from "@/lib/inventory/reserve-stock";
import { inLockOrder } from "@/lib/inventory/stock";
import { unreserveStock } from "@/lib/inventory/unreserve-stock";

/** Longer than a transaction may take, with its retries; after that the sweep gives the units back. */
const reservedMs = 2 * 60_000;

/** What has to be set aside before an order's own transaction begins: its lines of which many buy at once. */
export interface Rush {
  orderId: string;
  lines: readonly CartLineView[];
  locations: readonly string[];
  buyer: string;
}

export interface ReservedRush extends Rush {
  aside: Aside;
  /** Some units are not there, though the shopper was told so. */
  late: boolean;
  /** The lines whose units this sending of the order set aside: those of the others are another sending's to give back. */
  own: readonly CartLineView[];
}

/**
 * The id of an order whose units are set aside before it is written. It follows from the attempt and its lines, so that
 * one that is sent twice, to two processes, asks for its units once.
 */
export function rushOrderId(customerId: string, idempotencyKey: string, lines: readonly CartLineView[]): string {
  const units = inLockOrder(lines).map(({ variantId, quantity }) => `${variantId} ${quantity}`);
  return idOfName(`order ${customerId} ${idempotencyKey} ${units.join(" ")}`);
}

/** Sets a rush's units aside, all or none. */
export async function reserveRush(
  db: Db,
  rush: Rush,
  now: Date,
): Promise<Result<ReservedRush, ReserveError & { line: CartLineView }>> {
  const expiresAt = new Date(now.getTime() + reservedMs);
  const aside = new Map<string, { units: number; present: boolean }>();
  const own: CartLineView[] = [];
  let late = false;
  for (const line of inLockOrder(rush.lines)) {
    const { perCustomerMax: max } = line;
    const wish: Reservation = {
      orderId: rush.orderId,
      line: { productId: line.productId, variantId: line.variantId, quantity: line.quantity },
      locations: rush.locations,
      limit: max === null ? null : { buyer: rush.buyer, max },
      expiresAt,
      actor: "shopper",
      now,
    };
    const answer = await reserveStock(db, wish);
    if (!answer.ok) {
      await unreserveRush(db, { ...rush, own }, now);
      return err({ ...answer.error, line });
    }
    if (answer.value.isNew) own.push(line);
    const present = !answer.value.expected;
    aside.set(line.variantId, { units: line.quantity, present });
    late ||= !present && line.shipsFrom === null;
  }
  return ok({ ...rush, aside, late, own });
}

/**
 * This sending of the order comes to nothing: the units that it set aside are for sale at once, unless another sending
 * has adopted them. When this fails too, the sweep does it.
 */
export async function unreserveRush(
  db: Db,
  { orderId, own }: Pick<ReservedRush, "orderId" | "own">,
  now: Date,
): Promise<void> {
  if (own.length === 0) return;
  try {
    await inTransaction(db, (tx) =>
      unreserveStock(tx, { orderId, lines: own, actor: "shopper", reason: "not ordered", now }),
    );
  } catch (error) {
    log.warn({ err: error, orderId }, "units stay reserved until their time is over");
  }
}
