import { countCart } from "@/lib/cart/change-cart";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction, isUniqueViolation } from "@/lib/db/transaction";
import type { Market } from "@/lib/i18n/markets";
import { adoptHolds } from "@/lib/inventory/adopt-holds";
import { buyerOf } from "@/lib/inventory/buyer";
import { hasReserved } from "@/lib/inventory/has-reserved";
import { readLocationOrder } from "@/lib/inventory/read-locations";
import { requireAdmission } from "@/lib/inventory/waiting-room/require-admission";
import { enqueueAll } from "@/lib/jobs/enqueue-all";
import { holdCredits } from "@/lib/orders/hold-credits";
import { newOrderNumber } from "@/lib/orders/order-number";
import { settleCovered } from "@/lib/orders/settle-covered";
import { checkQuote } from "./check-quote";
import { findOverLimit } from "./find-over-limit";
import { findPlaced } from "./find-placed";
import { holdOrder } from "./hold-order";
import { quoteCheckout } from "./quote-checkout";
import { readCaptureMode } from "./read-capture-mode";
import { type PlaceOrderError, Refusal } from "./refusal";
import { type ReservedRush, type Rush, reserveRush, rushOrderId, unreserveRush } from "./reserve-rush";
import type { CheckoutForm } from "./schemas";
import { type NewOrder, writeOrder } from "./write-order";

/** How long stock is kept for an order that waits for its payment. Longer than the hosted page lives. */
export const holdMs = 40 * 60_000;

export interface OrderRef {
  customerId: string;
  orderId: string;
}

/** Unwinds the transaction, which has written nothing yet: some of its units have to be set aside before it. */
class RushFirst extends Error {
  constructor(readonly rush: Rush) {
    super("units to be reserved first");
  }
}

/** A reservation may run out, or be given back by the twin that made it and was refused, but not often. */
const rushesMax = 3;

export interface OrderWish {
  customerId: string;
  market: Market;
  form: CheckoutForm;
  /** The hash of a gift card's code. */
  giftCard?: string | null;
}

/**
 * Turns a cart into an order, in one transaction: priced again on the server, refused when the total is not the one the
 * shopper saw, written under the shopper's idempotency key, its stock held last (the rows others wait for), its payment
 * and its lapse enqueued. The same key gives the same order, however often and however simultaneously it is sent; what
 * was mended in between is refused, not dropped.
 *
 * Units of a SKU in a rush are reserved first, in a batch with everybody else's, and adopted by the transaction: an order
 * that does not come about gives them back at once, one whose process dies leaves them to the sweep. A second sending of
 * the same order is given the units of the first, and leaves them to it when it is refused itself.
 */
export async function placeOrder(db: Db, order: OrderWish, now: Date): Promise<Result<OrderRef, PlaceOrderError>> {
  let reserved: ReservedRush | null = null;
  try {
    for (let attempt = 1; ; attempt += 1)
      try {
        return ok(await inTransaction(db, (tx) => place(tx, order, reserved, now)));
      } catch (error) {
        if (!(error instanceof RushFirst)) throw error;
        if (reserved) await unreserveRush(db, reserved, now);
        reserved = null;
        if (attempt > rushesMax) throw soldOut(error.rush);
        reserved = await reserve(db, error.rush, now);
      }
  } catch (error) {
    if (reserved) await unreserveRush(db, reserved, now);
    if (!(error instanceof Refusal) && !isUniqueViolation(error)) throw error;
    // Sent before, or at the same time: its first order has emptied the cart, or has the key.
    const first = await findPlaced(db, order);
    if (first) return first;
    if (!(error instanceof Refusal)) throw error;
    const isEmpty = error.reason.code === "cart_changed" && (await countCart(db, order.customerId)) === 0;
    return err(isEmpty ? { code: "cart_empty" } : error.reason);
  }
}

/** Again and again its units were gone before it could have them. */
function soldOut({ lines: [line] }: Rush): Error {
  if (!line) return new Error("a rush without lines");
  return new Refusal({ code: "out_of_stock", productId: line.productId, variantId: line.variantId });
}

async function reserve(db: Db, rush: Rush, now: Date): Promise<ReservedRush> {
  const done = await reserveRush(db, rush, now);
  if (done.ok && !done.value.late) return done.value;
  if (done.ok) await unreserveRush(db, done.value, now);
  if (done.ok || done.error.code === "known") throw new Refusal({ code: done.ok ? "ships_later" : "cart_empty" });
  const { line, ...reason } = done.error;
  throw new Refusal({ ...reason, productId: line.productId, variantId: line.variantId });
}

async function place(
  tx: Tx,
  { customerId, market, form, giftCard = null }: OrderWish,
  reserved: ReservedRush | null,
  now: Date,
): Promise<OrderRef> {
  const credit =
    giftCard !== null || form.useStoreCredit ? { codeHash: giftCard, useStoreCredit: form.useStoreCredit } : null;
  const quote = await quoteCheckout(
    tx,
    {
      customerId,
      market,
      shippingMethod: form.shippingMethod,
      state: form.state,
      credit,
      ...(reserved ? { aside: reserved.aside } : {}),
    },
    now,
  );
  if (!quote || quote.chosen.method !== form.shippingMethod) throw new Refusal({ code: "no_shipping" });
  const rush = await rushOf(tx, { customerId, market, form, quote });
  if (rush && !reserved && isShort(rush) && (await hasReserved(tx, rush))) throw new RushFirst(rush);
  checkQuote(quote, form);
  const behindRooms = quote.cart.lines.filter(({ waitingRoom }) => waitingRoom).map(({ productId }) => productId);
  const notAdmitted = await requireAdmission(tx, { ticketId: customerId, productIds: behindRooms }, now);
  if (notAdmitted) throw new Refusal({ code: "not_admitted", productId: notAdmitted });
  const over = await findOverLimit(tx, customerId, quote.cart.lines);
  if (over) {
    const { productId, variantId, perCustomerMax: max } = over;
    throw new Refusal({ code: "limit_reached", productId, variantId, max });
  }

  if (rush && rush.orderId !== reserved?.orderId) throw new RushFirst(rush);
  const orderId = rush?.orderId ?? newId();
  const number = newOrderNumber();
  const expiresAt = new Date(now.getTime() + holdMs);
  const merchantIds = quote.cart.lines.map(({ merchantId }) => merchantId);
  const captureMode = await readCaptureMode(tx, merchantIds);
  const promptOnly = quote.cart.lines.some(({ rush, waitingRoom }) => rush || waitingRoom);
  const order = { customerId, orderId, number, market, form, quote, captureMode, promptOnly, expiresAt, now };
  const isCovered = quote.credit.amount === quote.totals.totalAmount;
  // Sent together, in this order: the rows others wait for are taken last.
  await Promise.all([
    writeOrder(tx, order),
    isCovered ? undefined : awaitPayment(tx, { customerId, orderId }, expiresAt, now),
    holdAll(tx, order),
  ]);
  if (rush && !(await adoptHolds(tx, { ...rush, expiresAt }))) throw new RushFirst(rush);
  if (isCovered) await settleCovered(tx, { customerId, orderId }, "shopper", now);
  return { customerId, orderId };
}

async function rushOf(
  tx: Tx,
  { customerId, market, form, quote }: Pick<NewOrder, "customerId" | "market" | "form" | "quote">,
): Promise<Rush | null> {
  const lines = quote.cart.lines.filter((line) => line.rush);
  if (lines.length === 0) return null;
  const merchantIds = lines.map(({ merchantId }) => merchantId);
  return {
    orderId: rushOrderId(customerId, form.idempotencyKey, lines),
    lines,
    locations: await readLocationOrder(tx, merchantIds, market.region),
    buyer: buyerOf(form.email),
  };
}

/** Seen before its units were asked for: what it lacks may be what this very attempt, sent before, has had reserved. */
const isShort = ({ lines }: Rush): boolean => lines.some(({ problem, shipsFrom }) => problem || shipsFrom);

async function holdAll(tx: Tx, order: NewOrder): Promise<void> {
  const { customerId, orderId, market, quote, now } = order;
  const owner = { customerId, orderId, currency: market.currency };
  if (!(await holdCredits(tx, owner, quote.credit.parts, now))) throw new Refusal({ code: "credit_changed" });
  await holdOrder(tx, order);
}

async function awaitPayment(tx: Tx, order: OrderRef, expiresAt: Date, now: Date): Promise<void> {
  const job = { payload: order, key: order.orderId };
  await enqueueAll(tx, [
    { name: "payments.open", ...job, runAt: new Date(now.getTime() + 5_000) },
    { name: "orders.lapse", ...job, runAt: expiresAt },
  ]);
}
