import type { Db } from "@/lib/db/client";
import { type CheckoutState, type IntentState, type PaymentProvider, StrangeAnswer } from "@/lib/payments/provider";
import { loseAuthorization } from "./lose-authorization";
import { markProcessing } from "./mark-processing";
import { markPromised } from "./mark-promised";
import { findPageOrder, isNamedFor } from "./page-name";
import type { OrderView } from "./read-order";
import { type Settlement, settlePayment } from "./settle-payment";

/** `promised` and `processing` are the first time, `still_…` every time after. */
export type Followed =
  | Settlement
  | "promised"
  | "still_promised"
  | "processing"
  | "still_processing"
  | "unpaid"
  | "canceled";

interface OrderKey {
  customerId: string;
  orderId: string;
}

/** Brings an order to where its hosted page stands. What was taken on it is a fact; anything less is asked for anew. */
export async function followCheckout(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  page: CheckoutState,
  now: Date,
): Promise<Followed> {
  const { sessionId, paymentIntentId, amountTotal: amount, currency } = page;
  const isNamed = isNamedFor(page, order);
  if (isNamed === false) throw new StrangeAnswer(`${sessionId} is another order's than ${order.orderId}`);
  if (page.status !== "complete" || !paymentIntentId) return "unpaid";
  const isTold = isNamed && page.paymentStatus === "paid" && order.captureMode === "at_once";
  const asked = order.payment;
  // A page may speak another currency than its payment: before money goes back as not what was asked for, that is asked.
  if (!isTold || !asked || amount !== asked.amount || currency !== asked.currency) {
    const intent = await provider.readIntent(paymentIntentId);
    if (!isNamed && !intent.order) requireOwn(order, await requireNoted(db, page), sessionId);
    requireOwn(order, intent.order, paymentIntentId);
    // The page is done and the money is not: who has to act holds a voucher, or has to send it.
    if (intent.status === "requires_action")
      return (await markPromised(db, order, sessionId, now)) ? "promised" : "still_promised";
    return followIntent(db, order, intent, now, sessionId);
  }
  return settlePayment(
    db,
    { ...key(order), sessionId, paymentIntentId, amount, currency, actor: "stripe" },
    now,
    order,
  );
}

/** Brings an order to where its payment stands at the provider, just asked: told late or twice, it ends the same. */
export async function followIntent(
  db: Db,
  order: OrderKey,
  intent: IntentState,
  now: Date,
  sessionId: string | null = null,
): Promise<Followed> {
  const { paymentIntentId, amount, capturedAmount, currency, authorizedUntil } = intent;
  requireOwn(order, intent.order, paymentIntentId);
  const money = { ...key(order), sessionId, paymentIntentId, amount, currency, actor: "stripe" as const };
  switch (intent.status) {
    case "captured":
      return settlePayment(db, { ...money, capturedAmount }, now);
    case "authorized":
      return settlePayment(db, { ...money, authorizedUntil: authorizedUntil ?? now }, now);
    case "processing":
      return (await markProcessing(db, order, sessionId, now)) ? "processing" : "still_processing";
    case "canceled":
      await loseAuthorization(db, order, paymentIntentId, now);
      return "canceled";
    case "requires_action":
    case "unpaid":
      return "unpaid";
  }
}

/** The same of money that was set aside, which is taken, let go or still there: never as if nobody had paid. */
export async function followHeld(db: Db, order: OrderKey, intent: IntentState, now: Date): Promise<Followed> {
  const followed = await followIntent(db, order, intent, now);
  if (followed !== "unpaid") return followed;
  throw new StrangeAnswer(`${intent.paymentIntentId} was set aside, and the provider tells of it as unpaid`);
}

/** What bears another order's name is not this one's; somebody may have taken the name off in the provider's back office. */
function requireOwn(order: OrderKey, named: OrderKey | null, id: string): void {
  if (!named || (named.customerId === order.customerId && named.orderId === order.orderId)) return;
  throw new StrangeAnswer(`${id} is order ${named.orderId}'s, and was asked about for ${order.orderId}`);
}

/** What bears no name any more is whose page it was when it was opened. */
async function requireNoted(db: Db, page: CheckoutState): Promise<OrderKey> {
  const noted = await findPageOrder(db, page);
  if (noted) return noted;
  throw new StrangeAnswer(`${page.sessionId} and its payment bear no order's name`);
}

const key = ({ customerId, orderId }: OrderKey): OrderKey => ({ customerId, orderId });
