import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import type { PaymentProvider, StoredEvent } from "@/lib/payments/provider";
import { capturePayment } from "./capture-payment";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";
import { refundPayment } from "./refund-payment";

/** What Stripe tells comes before the answer it belongs to, hours after it, backwards, or twice under two ids. */

const database = useDatabase();
let day: PaymentDay;
let worlds: Record<"at_once" | "on_shipment", World>;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  worlds = await makeCaptureWorlds(database.db);
  await day.control("payments", { asyncDelayMs: 0 });
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });

async function openOrder(mode: "at_once" | "on_shipment" = "at_once") {
  const variant = await makeProduct(database.db, worlds[mode], { onHand: 1 });
  const order = await makeOrder(database.db, [variant], "en-US", day.now());
  return { order, variant, url: (await day.open(order)) ?? "" };
}

async function paidOrder(mode: "at_once" | "on_shipment" = "at_once", card?: string) {
  const { order, url } = await openOrder(mode);
  expect(await day.payByCard(url, card)).toBe(303);
  await day.tellNew();
  return { order, intent: (await read(order)).payment.paymentIntentId ?? "" };
}

async function read(order: Ref) {
  const found = await readOrder(database.db, order);
  if (!found?.payment) throw new Error("the order is gone");
  return { ...found, payment: found.payment };
}

const owe = (order: Ref, refundId = newId()) =>
  inTransaction(database.db, (tx) =>
    oweRefund(tx, order, { refundId, amount: 300, reason: "goodwill", actor: "clock" }, day.now()),
  );
const refundsOf = (order: Ref) => database.db.refund.findMany({ where: keyOf(order), orderBy: { createdAt: "asc" } });
const noticesOf = async (order: Ref) =>
  (await database.db.notice.findMany({ where: keyOf(order), orderBy: { createdAt: "asc" } })).map(
    ({ cause }) => cause.split(":")[0],
  );
const differencesOf = async ({ orderId }: Ref) =>
  (await database.db.bookDifference.findMany({ where: { orderId, resolvedAt: null } })).map(({ kind }) => kind);

async function booksAreCompared() {
  await day.advance(15);
  await reconcile(database.db, day.provider, day.now());
  await day.runJobs();
}

/** Everything of these kinds that Stripe tells about this payment, oldest first. */
async function about(intent: string, ...types: string[]): Promise<StoredEvent[]> {
  const events = await day.events();
  return events.filter(({ type, payload }) => types.includes(type) && JSON.stringify(payload).includes(intent));
}

describe("what is told before the answer to the call that caused it", () => {
  test.each(["succeeded", "pending"])("a refund, whose answer says %s, is given once and told once", async (status) => {
    const { order, intent } = await paidOrder();
    await owe(order);
    const overtaken: PaymentProvider = {
      ...day.provider,
      async refund(wish) {
        const answer = await day.provider.refund(wish);
        await day.tell(await about(intent, "refund.created", "refund.updated", "charge.refunded"));
        return { ...answer, status: status === "pending" ? "pending" : answer.status };
      },
    };
    await refundPayment(database.db, overtaken, order, day.now());
    expect((await read(order)).payment).toMatchObject({ status: "partially_refunded", refundedAmount: 300 });
    expect(await refundsOf(order)).toMatchObject([{ status: "succeeded" }]);
    expect(await noticesOf(order)).toEqual(["confirmed", "refunded"]);
  });

  test("money that is taken is written down once", async () => {
    const { order, intent } = await paidOrder("on_shipment");
    const overtaken: PaymentProvider = {
      ...day.provider,
      async capture(wish) {
        const answer = await day.provider.capture(wish);
        await day.tell(await about(intent, "payment_intent.succeeded"));
        return answer;
      },
    };
    expect(await capturePayment(database.db, overtaken, order, day.now())).toBe("already_settled");
    const { payment, events } = await read(order);
    expect(payment).toMatchObject({ status: "paid", capturedAmount: order.total });
    expect(events.filter(({ type }) => type === "payment_captured")).toHaveLength(1);
  });
});

describe("what is told backwards", () => {
  test("a refund of the back office's, told before the payment was heard of, settles that first", async () => {
    const { order, url } = await openOrder();
    await day.payByCard(url);
    const { paymentIntentId: intent } = await day.provider.readCheckout((await read(order)).payment.sessionId ?? "");
    await day.stripe.refunds.create({ payment_intent: intent ?? "", amount: 1_000 });
    await day.tell((await about(intent ?? "", "refund.created", "refund.updated", "charge.refunded")).toReversed());
    expect((await read(order)).payment).toMatchObject({ status: "partially_refunded", refundedAmount: 1_000 });
    await day.tell(await about(intent ?? "", "checkout.session.completed"));
    await booksAreCompared();
    expect((await read(order)).payment).toMatchObject({ status: "partially_refunded", refundedAmount: 1_000 });
    expect(await refundsOf(order)).toMatchObject([{ status: "succeeded", amount: 1_000 }]);
    expect(await noticesOf(order)).toEqual(["confirmed", "refunded"]);
    expect(await differencesOf(order)).toEqual([]);
  });

  test("a page that is told of as expired and then as paid pays its order late, once", async () => {
    const { order, url, variant } = await openOrder();
    await day.payByCard(url);
    const { sessionId } = (await read(order)).payment;
    const object = { ...(await day.stripe.checkout.sessions.retrieve(sessionId ?? "")), status: "expired" };
    const created = Math.floor(day.now().getTime() / 1_000);
    const payload = { created, data: { object: { ...object, payment_status: "unpaid", payment_intent: null } } };
    await day.tell([{ eventId: newId(), type: "checkout.session.expired", payload }]);
    expect((await read(order)).payment.status).toBe("expired");
    await day.tell((await day.events()).toReversed());
    await day.runJobs();
    expect(await read(order)).toMatchObject({ status: "paid", payment: { status: "paid", refundedAmount: 0 } });
    expect(await noticesOf(order)).toEqual(["confirmed"]);
    const level = { where: variant, select: { held: true, sold: true } };
    expect(await database.db.stockLevel.findFirstOrThrow(level)).toEqual({ held: 0, sold: 1 });
  });
});

test("every event told again under another id, hours later and backwards, changes nothing", async () => {
  const orders = [await paidOrder(), await paidOrder("on_shipment"), await paidOrder("at_once", "4000000000000259")];
  for (const { order } of orders.slice(0, 1)) await owe(order);
  for (const { order } of orders) await refundPayment(database.db, day.provider, order, day.now());
  const disputes = () => about(orders[2]?.intent ?? "", "charge.dispute.created");
  await until(async () => (await disputes()).length > 0, { seconds: 5, everyMs: 20 });
  const declined = await openOrder();
  await day.payByCard(declined.url, "4000000000000002");
  await day.tellNew();
  const all = [...orders.map(({ order }) => order), declined.order];
  const standing = () => Promise.all(all.map(async (order) => [await read(order), await noticesOf(order)]));
  const before = await standing();
  await day.advance(5);
  const again = (await day.events()).map((event) => ({ ...event, eventId: `${event.eventId}_again` }));
  await day.tell(again.toReversed());
  expect(await standing()).toEqual(before);
});

describe("a refund that is not done at once", () => {
  test.each([
    {
      type: "refund.updated",
      end: "succeeded",
      to: "succeeded",
      refundedAmount: 300,
      told: ["confirmed", "refunded"],
      raised: [],
    },
    {
      // Of a charge, Stripe tells an endpoint of an older version by this one alone.
      type: "charge.refund.updated",
      end: "canceled",
      to: "failed",
      refundedAmount: 0,
      told: ["confirmed", "refund_failed"],
      raised: ["refund_failed"],
    },
  ])("but waits for the buyer, and is $end at last", async ({ type, end, to, refundedAmount, told, raised }) => {
    const { order, intent } = await paidOrder();
    await owe(order);
    await day.control("faults", { match: "POST /v1/refunds", change: { status: "requires_action" } });
    await refundPayment(database.db, day.provider, order, day.now());
    expect(await refundsOf(order)).toMatchObject([{ status: "pending" }]);
    expect(await noticesOf(order)).toEqual(["confirmed"]);
    const [made] = (await day.stripe.refunds.list({ payment_intent: intent })).data;
    const payload = { created: made?.created, data: { object: { ...made, status: end } } };
    await day.tell([{ eventId: newId(), type, payload }]);
    await day.tell([{ eventId: newId(), type, payload }]);
    expect(await refundsOf(order)).toMatchObject([{ status: to }]);
    expect((await read(order)).payment.refundedAmount).toBe(refundedAmount);
    expect(await noticesOf(order)).toEqual(told);
    await day.control("faults", { match: "GET /v1/payment_intents", status: 500, times: 9 });
    await booksAreCompared().catch(() => null);
    await day.control("faults/clear", {});
    expect(await differencesOf(order)).toEqual(raised);
  });

  test("but fails at the bank, is owed again and done: the buyer is told of each, and one stands", async () => {
    const { order, intent } = await paidOrder();
    await owe(order);
    await refundPayment(database.db, day.provider, order, day.now());
    const [first] = await refundsOf(order);
    await day.control("refunds/fail", { refundId: first?.providerRefundId });
    await day.tellNew();
    expect((await read(order)).payment).toMatchObject({ status: "paid", refundedAmount: 0 });
    await owe(order);
    await refundPayment(database.db, day.provider, order, day.now());
    await day.tell((await day.events()).toReversed());
    expect((await refundsOf(order)).map(({ status }) => status)).toEqual(["failed", "succeeded"]);
    expect((await read(order)).payment).toMatchObject({ status: "partially_refunded", refundedAmount: 300 });
    expect((await day.provider.readIntent(intent)).refundedAmount).toBe(300);
    await booksAreCompared();
    expect(await differencesOf(order)).toEqual([]);
  });
});

test("a dispute that is lost after a refund leaves order and refund as they are, and is no difference of the sums", async () => {
  const { order, intent } = await paidOrder("at_once", "4000000000000259");
  await until(async () => (await about(intent, "charge.dispute.created")).length > 0, { seconds: 5, everyMs: 20 });
  await day.tellNew();
  const [dispute] = await database.db.dispute.findMany({ where: keyOf(order) });
  await owe(order);
  await refundPayment(database.db, day.provider, order, day.now());
  await day.advance(1);
  await day.control("disputes", { disputeId: dispute?.disputeId, status: "lost" });
  await day.tell((await day.events()).toReversed());
  await booksAreCompared();
  const sent = (await day.provider.readIntent(intent)).refundedAmount;
  expect(await database.db.dispute.findMany({ where: keyOf(order) })).toMatchObject([{ status: "lost" }]);
  expect(await read(order)).toMatchObject({
    status: "paid",
    payment: { capturedAmount: order.total, refundedAmount: sent },
  });
});

test("money set aside that its job never took is let go after seven days: a person is told, and nothing is refunded", async () => {
  const { order, intent } = await paidOrder("on_shipment");
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
  await day.advance(8 * 24 * 60);
  await expect(capturePayment(database.db, day.provider, order, day.now())).resolves.toBe("canceled");
  await day.tell((await day.events()).toReversed());
  await booksAreCompared();
  expect((await day.stripe.paymentIntents.retrieve(intent)).status).toBe("canceled");
  expect(await read(order)).toMatchObject({ status: "paid", payment: { status: "voided", capturedAmount: 0 } });
  expect(await refundsOf(order)).toEqual([]);
  expect(await differencesOf(order)).toEqual(["authorization_lost"]);
}, 120_000);
