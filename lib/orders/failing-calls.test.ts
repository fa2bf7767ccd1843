import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeOrder } from "@/dev/testing/buyer";
import { type FixtureVariant, makeCaptureWorlds, makeProduct } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { callFailures, nobodysPort, readFailures, type StripeFailure } from "@/dev/testing/stripe-failures";
import { useDatabase } from "@/dev/testing/use-database";
import { paymentLabels } from "@/lib/checkout/payment-labels";
import { newId } from "@/lib/core/ids";
import { reasonOf } from "@/lib/core/reason-of";
import { inTransaction } from "@/lib/db/transaction";
import type { PaymentProvider } from "@/lib/payments/provider";
import { storeEvent } from "@/lib/payments/store-event";
import { cancelLines } from "./cancel-lines";
import { capturePayment } from "./capture-payment";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { openPayment } from "./open-payment";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";
import { followOrder } from "./reconcile/follow-open-payments";
import { refundPayment } from "./refund-payment";
import { settleEvent } from "./settle-event";
import { voidPayment } from "./void-payment";

/**
 * Each call to Stripe meets each way it can fail, before the work and after it: its job is tried again until it is done, and
 * in the end it was done once, on both sides, and the buyer told once.
 */

const database = useDatabase();
const variants: Partial<Record<CaptureMode, FixtureVariant>> = {};
/** Each step has a Stripe of its own, so that they all fail at a time. */
const days: PaymentDay[] = [];
beforeAll(async () => {
  const { db } = database;
  const worlds = await makeCaptureWorlds(db);
  const stock = { onHand: 10_000, prices: { USD: 6_400, JPY: 6_400 } };
  variants.at_once = await makeProduct(db, worlds.at_once, stock);
  variants.on_shipment = await makeProduct(db, worlds.on_shipment, stock);
  for (const _ of steps) {
    const day = await startPaymentDay(db);
    await day.control("payments", { cancelsVouchers: true });
    days.push(day);
  }
});
afterAll(async () => {
  for (const day of days) await day.close();
});

type CaptureMode = "at_once" | "on_shipment";
type Ref = { customerId: string; orderId: string };

/** What a step begins with, and what is asked until it is done; what it throws is a job's to try again. */
interface Begun {
  order: Ref;
  take(provider: PaymentProvider): Promise<unknown>;
}

async function place(mode: CaptureMode, { now }: PaymentDay, locale: "en-US" | "ja-JP" = "en-US") {
  const variant = variants[mode];
  if (!variant) throw new Error("there is something to buy");
  const { customerId, orderId } = await makeOrder(database.db, [{ ...variant, quantity: 2 }], locale, now());
  return { customerId, orderId };
}

async function read(order: Ref) {
  const found = await readOrder(database.db, order);
  if (!found?.payment) throw new Error("the order is gone");
  return { ...found, payment: found.payment };
}

/** An order whose buyer has paid, which the shop has not heard of yet. */
async function payUnheard(mode: CaptureMode, day: PaymentDay) {
  const order = await place(mode, day);
  expect(await day.payByCard((await day.open(order)) ?? "")).toBe(303);
  return order;
}

async function pay(mode: CaptureMode, day: PaymentDay) {
  const order = await payUnheard(mode, day);
  await followOrder(database.db, day.provider, await read(order), day.now());
  return order;
}

async function callOff(order: Ref, units: 1 | 2, now: Date) {
  const [line] = (await read(order)).lines;
  const lines = [{ lineId: line?.lineId ?? "", quantity: units }];
  const wish = { ...order, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" } as const;
  expect(await cancelLines(database.db, wish, now)).toMatchObject({ ok: true });
}

/** Has the inbox take what Stripe tells of an order. */
async function told(order: Ref, type: string, day: PaymentDay) {
  const { data } = await day.stripe.events.list({ type, limit: 20 });
  const event = data.find((each) => JSON.stringify(each).includes(order.orderId));
  if (!event) throw new Error(`nobody tells of ${type}`);
  await storeEvent(database.db, { eventId: event.id, type, payload: event }, day.now());
  return event.id;
}

async function beginLapse(order: Ref): Promise<Begun> {
  const late = new Date((await read(order)).expiresAt.getTime() + 60_000);
  return { order, take: (provider) => lapseOrder(database.db, provider, order, late) };
}

const begin = {
  async open(day) {
    const order = await place("at_once", day);
    return { order, take: (provider) => openPayment(database.db, provider, order, paymentLabels, day.now()) };
  },
  async lapse(day) {
    const order = await place("at_once", day);
    await day.open(order);
    return beginLapse(order);
  },
  lapsePaid: async (day) => beginLapse(await payUnheard("at_once", day)),
  async callOff(day) {
    const order = await place("at_once", day, "ja-JP");
    expect(await day.payByVoucher((await day.open(order)) ?? "")).toBe(303);
    return { order, take: (provider) => cancelOrder(database.db, provider, order, day.now()) };
  },
  async hear(day) {
    const order = await payUnheard("on_shipment", day);
    const eventId = await told(order, "checkout.session.completed", day);
    return { order, take: (provider) => settleEvent(database.db, provider, eventId, day.now()) };
  },
  async capture(day) {
    const order = await pay("on_shipment", day);
    await callOff(order, 1, day.now());
    return { order, take: (provider) => capturePayment(database.db, provider, order, day.now()) };
  },
  async release(day) {
    const order = await pay("on_shipment", day);
    await callOff(order, 2, day.now());
    return { order, take: (provider) => voidPayment(database.db, provider, order, day.now()) };
  },
  async refund(day) {
    const order = await pay("at_once", day);
    await inTransaction(database.db, (tx) =>
      oweRefund(tx, order, { amount: 300, reason: "goodwill", actor: "clock" }, day.now()),
    );
    return { order, take: (provider) => refundPayment(database.db, provider, order, day.now()) };
  },
  async hearOfRefund(day) {
    const order = await pay("at_once", day);
    const { paymentIntentId } = (await read(order)).payment;
    await day.stripe.refunds.create({ payment_intent: paymentIntentId ?? "", amount: 300 });
    const eventId = await told(order, "charge.refunded", day);
    return { order, take: (provider) => settleEvent(database.db, provider, eventId, day.now()) };
  },
} satisfies Record<string, (day: PaymentDay) => Promise<Begun>>;

const paid = { order: "paid", payment: "paid", holds: "sold", notices: ["confirmed"] };
const off = { order: "lapsed", payment: "expired", holds: "released", notices: [] };
const refused = { ...paid, notices: ["confirmed", "refund_failed"] };
const refunded = { ...paid, payment: "partially_refunded", notices: ["confirmed", "refunded"] };

type Step = (typeof steps)[number];

const steps = [
  { step: "opening a page", match: "POST /v1/checkout/sessions", begin: begin.open, end: paid },
  { step: "closing a page, read", match: "GET /v1/checkout/sessions/*", begin: begin.lapse, end: off },
  { step: "closing a page", match: "POST /v1/checkout/sessions/*/expire", begin: begin.lapse, end: off },
  { step: "closing a page that is paid", match: "GET /v1/checkout/sessions/*", begin: begin.lapsePaid, end: paid },
  {
    step: "calling a voucher off",
    match: "POST /v1/payment_intents/*/cancel",
    begin: begin.callOff,
    end: { order: "cancelled", payment: "expired", holds: "released", notices: [] },
  },
  {
    step: "hearing of money set aside",
    match: "GET /v1/payment_intents/*",
    begin: begin.hear,
    end: { ...paid, payment: "authorized" },
  },
  {
    step: "taking a part of it",
    match: "POST /v1/payment_intents/*/capture",
    begin: begin.capture,
    end: { ...paid, notices: ["confirmed", "lines_cancelled"] },
  },
  {
    step: "taking a part of it, read",
    match: "GET /v1/payment_intents/*",
    begin: begin.capture,
    end: { ...paid, notices: ["confirmed", "lines_cancelled"] },
  },
  {
    step: "letting it go",
    match: "POST /v1/payment_intents/*/cancel",
    begin: begin.release,
    end: { order: "cancelled", payment: "voided", holds: "released", notices: ["confirmed", "cancelled"] },
  },
  { step: "giving back", match: "POST /v1/refunds", begin: begin.refund, end: refunded },
  { step: "hearing of a refund", match: "GET /v1/refunds", begin: begin.hearOfRefund, end: refunded },
];

test.each(callFailures)(
  "each call meets $name, and is done once",
  async (failure) => {
    const meeting = steps.flatMap((step, nth) => {
      const day = days[nth];
      const mayMeet = !step.match.startsWith("GET") || readFailures.includes(failure);
      return day && mayMeet ? [meet(step, failure, day)] : [];
    });
    await Promise.all(meeting);
  },
  60_000,
);

async function meet({ step, match, begin: beginStep, end }: Step, failure: StripeFailure, day: PaymentDay) {
  const { order, take } = await beginStep(day);
  await day.control("faults/clear", {});
  if (failure.fault) await day.control("faults", { match, ...failure.fault });
  const tries = [failure.fault ? "begun" : await attempt(() => take(day.hurried(nobodysPort)))];
  while (!isOver(tries.at(-1)) && tries.length < 12) tries.push(await attempt(() => take(day.hurried())));
  const met = `${step}: ${tries.join("; ")}`;
  expect(await pendingFaults(day), met).toBeLessThan(failure.fault?.times ?? 1);
  if (match === "POST /v1/checkout/sessions") {
    expect(await day.payByCard((await read(order)).payment.sessionUrl ?? ""), met).toBe(303);
    await followOrder(database.db, day.provider, await read(order), day.now());
  }
  // Nothing was done, and Stripe says that it will not be: a refund ends with it, is for a person to look at, and its buyer is told.
  const isRefused = match === "POST /v1/refunds" && failure.isNo && !failure.isDone;
  expect(await standing(order), met).toEqual(isRefused ? refused : end);
  expect(await theirs(order, day), met).toEqual(await ours(order));
}

async function attempt(take: () => Promise<unknown>): Promise<string> {
  try {
    return String(await take());
  } catch (error) {
    await sleep(20);
    return `failed: ${reasonOf(error)}`;
  }
}

const isOver = (said = "") => !/^(begun|failed|not_due|unknown)/.test(said);

const faultsSchema = z.object({ faults: z.array(z.object({ times: z.number() })) });
async function pendingFaults(day: PaymentDay): Promise<number> {
  const { faults } = faultsSchema.parse(await (await fetch(`${day.url}/sandbox/faults`)).json());
  return faults.reduce((sum, { times }) => sum + times, 0);
}

async function standing(order: Ref) {
  const { status, payment } = await read(order);
  const holds = await database.db.stockHold.findMany({ where: { orderId: order.orderId }, select: { status: true } });
  const notices = await database.db.notice.findMany({ where: order, orderBy: { createdAt: "asc" } });
  return {
    order: status,
    payment: payment.status,
    holds: [...new Set(holds.map((hold) => hold.status))].join(),
    notices: notices.map(({ cause }) => cause.split(":")[0]),
  };
}

const ledgerSchema = z.object({
  payments: z.array(
    z.object({
      metadata: z.object({ orderId: z.string().optional() }),
      captured: z.number(),
      refunded: z.number(),
      refunds: z.array(z.string()),
    }),
  ),
});

async function theirs({ orderId }: Ref, day: PaymentDay) {
  const { payments } = ledgerSchema.parse(await (await fetch(`${day.url}/sandbox/ledger`)).json());
  const mine = payments.filter(({ metadata }) => metadata.orderId === orderId);
  return {
    captured: mine.map(({ captured }) => captured).filter((amount) => amount > 0),
    refunded: mine.reduce((sum, { refunded }) => sum + refunded, 0),
    refunds: mine.flatMap(({ refunds }) => refunds),
  };
}

async function ours(order: Ref) {
  const { capturedAmount, refundedAmount } = (await read(order)).payment;
  const refunds = await database.db.refund.findMany({ where: { ...order, status: "succeeded" } });
  return {
    captured: capturedAmount > 0 ? [capturedAmount] : [],
    refunded: refundedAmount,
    refunds: refunds.map(({ providerRefundId }) => providerRefundId),
  };
}
