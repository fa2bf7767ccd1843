import { cutText } from "@/lib/core/cut-text";
import { env } from "@/lib/core/env";
import { invariant } from "@/lib/core/invariant";
import type { Db } from "@/lib/db/client";
import {
  type CheckoutRequest,
  type CheckoutState,
  FailureKept,
  type PaymentProvider,
  PaymentRefused,
} from "@/lib/payments/provider";
import { orderToken } from "./order-token";
import { isNamedFor } from "./page-name";
import { type OrderView, readOrder } from "./read-order";
import { writeOpened } from "./write-opened";

/** Stripe keeps a page open at least thirty minutes; one more, for clocks that differ. */
const pageLifeMs = 31 * 60_000;

/** Stripe's most for one page; a full cart has as many, and delivery and tax come on top. */
const linesMax = 100;

/** Words for the lines of the hosted page that are no product, in the order's language. */
export interface PaymentLabels {
  shipping: string;
  tax: string;
  /** What is left to pay after discounts and credit. */
  rest: string;
  /** An order of more lines than a page can list. */
  whole: string;
}

/**
 * Opens the hosted page of an order that waits for its payment, and returns its address; null when the order no longer
 * waits. Safe to call again at any time: the idempotency key is the order's own step, so Stripe answers with the same
 * page, and only the first call to come back writes it down.
 */
export async function openPayment(
  db: Db,
  provider: PaymentProvider,
  { customerId, orderId }: { customerId: string; orderId: string },
  labels: (locale: string) => Promise<PaymentLabels>,
  now: Date,
): Promise<string | null> {
  const key = { customerId, orderId };
  const order = await readOrder(db, key);
  if (!order?.payment || order.status !== "pending_payment") return null;
  if (order.payment.sessionUrl && order.payment.status === "open") return order.payment.sessionUrl;
  if (order.payment.status !== "opening") return null;

  const request = checkoutRequest(order, await labels(order.locale), now);
  try {
    const session = await provider.openCheckout(request);
    if (!session.url) throw new PaymentRefused("no_address", "a page was opened on which nobody can pay");
    // First whose page it is: a page that is known but not open yet is asked for again, and is the same.
    if (!isFor(session, request) || !(await noteSession(db, key, session)))
      throw new PaymentRefused("not_ours", "a page was opened that is another order's, or for another amount");
    return (await writeOpened(db, key, session, now)) ? session.url : await readOpen(db, key);
  } catch (error) {
    if (!(error instanceof PaymentRefused || error instanceof FailureKept)) throw error;
    // The page of an earlier try has run out by the replay's clock, our request is wrong, or Stripe failed and says so
    // whenever this key asks: a new attempt, a new key. A page that it made all the same is at an address nobody knows.
    await db.payment.updateMany({
      where: { ...key, status: "opening", attempt: order.payment.attempt },
      data: {
        attempt: order.payment.attempt + 1,
        lastError: cutText(error instanceof PaymentRefused ? `${error.code}: ${error.message}` : error.message, 500),
        updatedAt: now,
      },
    });
    throw error;
  }
}

/** Its page is what was written down first. Paid or called off meanwhile, it is to be paid nowhere. */
async function readOpen(db: Db, key: { customerId: string; orderId: string }): Promise<string | null> {
  const payment = await db.payment.findUnique({
    where: { customerId_orderId: key },
    select: { status: true, sessionUrl: true },
  });
  return payment?.status === "open" ? payment.sessionUrl : null;
}

function checkoutRequest(order: OrderView, labels: PaymentLabels, now: Date) {
  invariant(order.payment, "an order that is opened has a payment");
  const lines = order.lines.map((line) => {
    const description = line.options.map((option) => option.value).join(" · ");
    return {
      name: line.title,
      unitAmount: line.unitAmount,
      quantity: line.quantity,
      ...(description ? { description } : {}),
    };
  });
  if (order.shippingAmount > 0) lines.push({ name: labels.shipping, unitAmount: order.shippingAmount, quantity: 1 });
  if (!order.taxIncluded && order.taxAmount > 0)
    lines.push({ name: labels.tax, unitAmount: order.taxAmount, quantity: 1 });
  const sum = lines.reduce((total, line) => total + line.unitAmount * line.quantity, 0);
  const { amount } = order.payment;
  invariant(sum - order.discountAmount === order.totalAmount, "the lines are the order's");
  invariant(amount === order.totalAmount - order.creditAmount, "what Stripe is asked for is what credit does not pay");

  const page = `${env().APP_URL}/${order.locale}/orders/${orderToken(order, env().AUTH_SECRET)}`;
  return {
    orderId: order.orderId,
    customerId: order.customerId,
    orderNumber: order.number,
    // The moment is part of the request, so it is part of the key's step: the payment's, not the call's.
    idempotencyKey: `order:${order.orderId}:open:${order.payment.attempt}`,
    locale: order.locale,
    email: order.email,
    currency: order.currency,
    lines: fitting(lines, { number: order.number, amount, sum }, labels),
    captureMode: order.captureMode,
    promptOnly: order.payment.promptOnly,
    expiresAt: new Date(
      Math.max(order.expiresAt.getTime(), order.placedAt.getTime() + pageLifeMs, lateOpening(now, order.placedAt)),
    ),
    successUrl: `${page}?paid=1`,
    cancelUrl: `${page}?unpaid=1`,
  };
}

/** What a page says of its order and amount is what was asked for; what it leaves out is not held against it. */
function isFor(page: CheckoutState, request: CheckoutRequest): boolean {
  const { amountTotal, currency } = page;
  const asked = request.lines.reduce((total, line) => total + line.unitAmount * line.quantity, 0);
  return (
    isNamedFor(page, request) !== false &&
    (amountTotal ?? asked) === asked &&
    (currency ?? request.currency) === request.currency
  );
}

/** False: it is known as another order's. */
async function noteSession(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  { sessionId }: CheckoutState,
): Promise<boolean> {
  const noted = await db.$executeRaw`
    INSERT INTO payment_session AS known (session_id, customer_id, order_id)
    VALUES (${sessionId}, ${customerId}::uuid, ${orderId}::uuid)
    ON CONFLICT (session_id) DO UPDATE SET order_id = EXCLUDED.order_id
     WHERE known.customer_id = EXCLUDED.customer_id AND known.order_id = EXCLUDED.order_id`;
  return noted === 1;
}

/** A hosted page knows no negative lines and a hundred at most: otherwise what is to be paid is one sum. */
function fitting(
  lines: CheckoutRequest["lines"],
  { number, amount, sum }: { number: string; amount: number; sum: number },
  { rest, whole }: PaymentLabels,
): CheckoutRequest["lines"] {
  if (amount === sum && lines.length <= linesMax) return lines;
  return [{ name: `${number} · ${amount === sum ? whole : rest}`, unitAmount: amount, quantity: 1 }];
}

/** Opened much later than placed (Stripe was down): the page's life is counted from a round hour, so that tries agree. */
function lateOpening(now: Date, placedAt: Date): number {
  const late = now.getTime() - placedAt.getTime() > 5 * 60_000;
  const hour = 3_600_000;
  return late ? Math.ceil((now.getTime() + pageLifeMs) / hour) * hour : 0;
}
