import { z } from "zod";
import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import type { PaymentProvider } from "@/lib/payments/provider";
import { readOrAsk } from "@/lib/payments/read-or-ask";
import {
  checkoutSchema,
  disputeSchema,
  failureSchema,
  fraudWarningSchema,
  idOrObject,
  intentSchema,
  refundSchema,
} from "@/lib/payments/stripe-shapes";
import { failPage } from "./fail-page";
import { failPayment } from "./fail-payment";
import { followCheckout, followIntent } from "./follow-intent";
import { findPageOrder } from "./page-name";
import { readOrder } from "./read-order";
import { recordDispute } from "./record-dispute";
import { recordFailure } from "./record-failure";
import { recordFraudWarning } from "./record-fraud-warning";
import { recordRefund } from "./record-refund";

const eventSchema = z.object({ type: z.string(), payload: z.unknown() });
const payloadSchema = z.object({
  created: z.union([z.number().transform((at) => new Date(at * 1_000)), z.iso.datetime().pipe(z.coerce.date())]),
  data: z.object({ object: z.unknown() }),
});

interface Told {
  eventId: string;
  object: unknown;
  /** When the provider said so. */
  at: Date;
}

type Teller = (db: Db, provider: PaymentProvider, told: Told, now: Date) => Promise<unknown>;

/** What each kind of event leads to. A kind that is not here is kept, and leads to nothing. */
const tellers: Record<string, Teller> = {
  "checkout.session.completed": followPage,
  "checkout.session.async_payment_succeeded": followPage,
  "checkout.session.async_payment_failed": giveUpPage,
  "checkout.session.expired": expirePage,
  "payment_intent.succeeded": followPayment,
  "payment_intent.amount_capturable_updated": followPayment,
  "payment_intent.canceled": followPayment,
  "payment_intent.payment_failed": noteFailure,
  "charge.refunded": followRefunds,
  "charge.refund.updated": followRefund,
  "refund.created": followRefund,
  "refund.updated": followRefund,
  "refund.failed": followRefund,
  "charge.dispute.created": followDispute,
  "charge.dispute.updated": followDispute,
  "charge.dispute.closed": followDispute,
  "charge.dispute.funds_withdrawn": followDispute,
  "charge.dispute.funds_reinstated": followDispute,
  "radar.early_fraud_warning.created": followWarning,
  "radar.early_fraud_warning.updated": followWarning,
};

/** The kinds of event that matter to an order: what an endpoint at Stripe has to be sent. */
export const settledTypes: readonly string[] = Object.keys(tellers);

/**
 * Handles a webhook from the inbox. Each kind of event leads to a verb that is idempotent and takes what it is told in
 * any order, so an event handled twice, or after a later one, changes nothing. Money that was taken is a fact for ever
 * and is believed; anything that may have changed since is asked for anew.
 */
export async function settleEvent(db: Db, provider: PaymentProvider, eventId: string, now: Date): Promise<void> {
  const [event] = z
    .array(eventSchema)
    .parse(
      await db.$queryRaw`SELECT type, payload FROM stripe_event WHERE event_id = ${eventId} AND handled_at IS NULL`,
    );
  if (!event) return;
  const tell = Object.hasOwn(tellers, event.type) ? tellers[event.type] : undefined;
  if (tell) {
    const payload = payloadSchema.parse(event.payload);
    await tell(db, provider, { eventId, object: payload.data.object, at: payload.created }, now);
  }
  await db.$executeRaw`UPDATE stripe_event SET handled_at = ${now}::timestamptz WHERE event_id = ${eventId}`;
}

async function followPage(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const said = await readPage(provider, told);
  const key = said ? await findPageOrder(db, said) : null;
  const order = key ? await readOrder(db, key) : null;
  // A page that is told of is done: where it does not say so, it says it in other words.
  const page = order && said && said.status !== "complete" ? await provider.readCheckout(said.sessionId) : said;
  if (!page || !order) return log.warn({ eventId: told.eventId }, "a checkout session that is none of ours");
  const outcome = await followCheckout(db, provider, order, page, now);
  log.info({ customerId: order.customerId, orderId: order.orderId, outcome }, "payment page followed");
}

async function giveUpPage(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const page = await readPage(provider, told);
  const order = page ? await findPageOrder(db, page) : null;
  if (page && order) await failPage(db, provider, order, page, now);
}

async function expirePage(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const page = await readPage(provider, told);
  const order = page ? await findPageOrder(db, page) : null;
  if (page && order) await failPayment(db, order, { sessionId: page.sessionId, to: "expired" }, now);
}

const readPage = (provider: PaymentProvider, { object }: Told) =>
  readOrAsk(checkoutSchema, object, (id) => provider.readCheckout(id));

async function followPayment(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const intent = await readOrAsk(intentSchema, told.object, (id) => provider.readIntent(id));
  if (!intent?.order) return;
  const { order, paymentIntentId, status } = intent;
  const certain = status === "captured" || status === "canceled";
  await followIntent(db, order, certain ? intent : await provider.readIntent(paymentIntentId), now);
  if (status === "canceled") await giveUpWaiting(db, provider, { order, paymentIntentId }, now);
}

/** Called off while it was waited for, by us or in the provider's back office: nobody will pay it any more. */
async function giveUpWaiting(
  db: Db,
  provider: PaymentProvider,
  { order, paymentIntentId }: { order: OrderKey; paymentIntentId: string },
  now: Date,
): Promise<void> {
  const { status, sessionId } = (await readOrder(db, order))?.payment ?? {};
  if ((status !== "processing" && status !== "promised") || !sessionId) return;
  const page = await provider.readCheckout(sessionId);
  if (page.paymentIntentId === paymentIntentId) await failPage(db, provider, order, page, now);
}

async function noteFailure(db: Db, _provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const { metadata: order, last_payment_error: error } = failureSchema.parse(told.object);
  if (!order) return;
  const code = error?.decline_code ?? error?.code ?? "declined";
  await recordFailure(db, order, { toldBy: error?.charge ?? told.eventId, code }, now);
}

const refundedChargeSchema = z.object({ payment_intent: idOrObject.nullish(), captured: z.boolean().catch(true) });

/** The charge says only how much went back in all: which refunds they are is asked. */
async function followRefunds(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const { payment_intent: paymentIntentId, captured } = refundedChargeSchema.parse(told.object);
  if (!paymentIntentId || !captured) return;
  const order = await findSettled(db, provider, paymentIntentId, now);
  if (!order) return;
  for (const refund of await provider.listRefunds(paymentIntentId)) await recordRefund(db, order, refund, now);
}

const refundOfSchema = z.object({ payment_intent: idOrObject.nullish() });

/**
 * Of one that bears no name of ours, or that can't be read, the payment's own list knows whether it is one. Which of the others
 * failed the list says as well, but not when.
 */
async function followRefund(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const { payment_intent: paymentIntentId } = refundOfSchema.parse(told.object);
  const order = paymentIntentId ? await findSettled(db, provider, paymentIntentId, now) : null;
  if (!paymentIntentId || !order) return;
  const refund = refundSchema.safeParse(told.object);
  const refunds = refund.data?.refundId ? [refund.data] : await provider.listRefunds(paymentIntentId);
  const failed = refund.data?.status === "failed" ? refund.data.providerRefundId : null;
  for (const each of refunds)
    await recordRefund(db, order, { ...each, ...(each.providerRefundId === failed ? { failedAt: told.at } : {}) }, now);
}

async function followDispute(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const dispute = await readOrAsk(disputeSchema, told.object, (id) => provider.readDispute(id));
  if (!dispute?.paymentIntentId) return;
  const { paymentIntentId, ...facts } = dispute;
  const order = await findSettled(db, provider, paymentIntentId, now);
  if (order) await recordDispute(db, order, { ...facts, paymentIntentId, toldAt: told.at }, now);
}

async function followWarning(db: Db, provider: PaymentProvider, told: Told, now: Date): Promise<void> {
  const warning = await readOrAsk(fraudWarningSchema, told.object, (id) => provider.readFraudWarning(id));
  if (!warning?.paymentIntentId) return;
  const { paymentIntentId } = warning;
  const order = await findSettled(db, provider, paymentIntentId, now);
  if (order) await recordFraudWarning(db, order, { ...warning, paymentIntentId }, now);
}

/**
 * What befell a payment afterwards can be told before the payment is: then it is asked about and settled first. Where it brought
 * nothing yet, that fails, and is tried again. Null for a payment that is none of ours, or was let go before it was heard of.
 */
async function findSettled(
  db: Db,
  provider: PaymentProvider,
  paymentIntentId: string,
  now: Date,
): Promise<OrderKey | null> {
  const settled = await findOrder(db, paymentIntentId);
  if (settled) return settled;
  const intent = await provider.readIntent(paymentIntentId);
  if (!intent.order || !(await readOrder(db, intent.order))) return null;
  await followIntent(db, intent.order, intent, now);
  const order = await findOrder(db, paymentIntentId);
  if (order || intent.status === "canceled") return order;
  throw new Error(`payment ${paymentIntentId} is told of as given back or questioned, and has not settled yet`);
}

interface OrderKey {
  customerId: string;
  orderId: string;
}

/** The order of a payment: written down when the money came. */
function findOrder(db: Db, paymentIntentId: string): Promise<OrderKey | null> {
  return db.paymentIntent.findUnique({
    where: { paymentIntentId },
    select: { customerId: true, orderId: true },
  });
}
