import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeOrder } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { storeEvent } from "@/lib/payments/store-event";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";
import { settleEvent } from "./settle-event";

/** All that Stripe tells of a day comes within a moment, each twice, to as many hands as there are. */

const database = useDatabase({ poolMax: 20 });
let day: PaymentDay;
let worlds: Record<"at_once" | "on_shipment", World>;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  worlds = await makeCaptureWorlds(database.db);
  await day.control("payments", { asyncDelayMs: 0 });
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };

async function placed(mode: "at_once" | "on_shipment" = "at_once") {
  const variant = await makeProduct(database.db, worlds[mode], { onHand: 1 });
  const order = await makeOrder(database.db, [variant], "en-US", day.now());
  return { order: { customerId: order.customerId, orderId: order.orderId }, url: (await day.open(order)) ?? "" };
}

async function read(order: Ref) {
  const found = await readOrder(database.db, order);
  if (!found?.payment) throw new Error("the order is gone");
  return { ...found, payment: found.payment };
}

async function intentOf(order: Ref): Promise<string> {
  const { sessionId } = (await read(order)).payment;
  return (await day.provider.readCheckout(sessionId ?? "")).paymentIntentId ?? "";
}

const about = async (intent: string) =>
  (await day.events()).filter(({ payload }) => JSON.stringify(payload).includes(intent));

const untilTold = (intent: string, kind: string) =>
  until(async () => (await about(intent)).some(({ type }) => type === kind), { seconds: 10, everyMs: 20 });

const disputeSchema = z.object({ data: z.object({ object: z.object({ id: z.string() }) }) });

async function disputeOf(intent: string): Promise<string> {
  await untilTold(intent, "charge.dispute.created");
  const created = (await about(intent)).find(({ type }) => type === "charge.dispute.created");
  return disputeSchema.parse(created?.payload).data.object.id;
}

const stories = {
  async paid() {
    const { order, url } = await placed();
    await day.payByCard(url);
    return order;
  },
  async "declined, then paid"() {
    const { order, url } = await placed();
    await day.payByCard(url, "4000000000000002");
    await day.payByCard(url);
    return order;
  },
  async "a debit that settles"() {
    const { order, url } = await placed();
    await day.payByDebit(url);
    await untilTold(await intentOf(order), "payment_intent.succeeded");
    return order;
  },
  async "two refunds of the back office's"() {
    const { order, url } = await placed();
    await day.payByCard(url);
    const intent = await intentOf(order);
    for (const amount of [500, 700]) await day.stripe.refunds.create({ payment_intent: intent, amount });
    return order;
  },
  async "a refund under way, done"() {
    const { order, url } = await placed();
    await day.payByCard(url);
    await day.control("payments", { refundsPend: true });
    const intent = await intentOf(order);
    await day.stripe.refunds.create({ payment_intent: intent, amount: 500 });
    await day.control("payments", { refundsPend: false });
    await untilTold(intent, "charge.refund.updated");
    return order;
  },
  async "a dispute that is won"() {
    const { order, url } = await placed();
    await day.payByCard(url, "4000000000000259");
    const disputeId = await disputeOf(await intentOf(order));
    await day.control("disputes", { disputeId, status: "won" });
    return order;
  },
  async "set aside and taken in the back office"() {
    const { order, url } = await placed("on_shipment");
    await day.payByCard(url);
    await day.stripe.paymentIntents.capture(await intentOf(order));
    return order;
  },
};

/** What each comes to, however it is told. */
const ends: Record<keyof typeof stories, { payment: string; refunds?: string[]; disputes?: string[] }> = {
  paid: { payment: "paid" },
  "declined, then paid": { payment: "paid" },
  "a debit that settles": { payment: "paid" },
  "two refunds of the back office's": { payment: "partially_refunded", refunds: ["succeeded", "succeeded"] },
  "a refund under way, done": { payment: "partially_refunded", refunds: ["succeeded"] },
  "a dispute that is won": { payment: "paid", disputes: ["won"] },
  "set aside and taken in the back office": { payment: "paid" },
};

/** Each twice, in an order that follows from the seed. */
const shuffled = (ids: readonly string[], seed: number): string[] =>
  [...ids, ...ids]
    .map((id, nth) => ({ id, at: Math.sin(nth * 12.9898 * seed) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ id }) => id);

test.each([1, 2, 3])(
  "whatever comes first, it ends the same, and as Stripe has it: %s",
  async (seed) => {
    const { db } = database;
    const orders = new Map<string, Ref>();
    for (const [name, tell] of Object.entries(stories)) orders.set(name, await tell());
    const events = await day.events();
    for (const event of events) await storeEvent(db, event, day.now());
    let left = shuffled(
      events.map(({ eventId }) => eventId),
      seed,
    );
    // What is told too soon fails, as of a dispute before its payment, and is tried again, as its job is.
    for (let round = 0; left.length > 0; round += 1) {
      expect(round).toBeLessThan(5);
      const tries = await Promise.allSettled(left.map((eventId) => settleEvent(db, day.provider, eventId, day.now())));
      left = left.filter((_, nth) => tries[nth]?.status === "rejected");
    }
    // A refund told before its payment was heard of is found by the books.
    await day.advance(15);
    await reconcile(db, day.provider, day.now());
    await day.runJobs();
    const found = await Promise.all([...orders].map(async ([name, order]) => [name, await standing(order)]));
    const expected = Object.entries(ends).map(([name, { payment, refunds = [], disputes = [] }]) => {
      const each = { payment, refunds, disputes, paid: 1, confirmed: 1 };
      return [name, expect.objectContaining(each)];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    for (const [name, order] of orders) expect(await theirs(order), name).toEqual(await ours(order));
  },
  120_000,
);

async function standing(order: Ref) {
  const { db } = database;
  const { payment, events } = await read(order);
  const refunds = await db.refund.findMany({ where: order });
  const disputes = await db.dispute.findMany({ where: order });
  const notices = await db.notice.findMany({ where: order });
  return {
    payment: payment.status,
    refunds: refunds.map(({ status }) => status),
    disputes: disputes.map(({ status }) => status),
    paid: events.filter(({ type }) => type === "paid").length,
    confirmed: notices.filter(({ cause }) => cause === "confirmed").length,
  };
}

const ledgerSchema = z.object({
  payments: z.array(
    z.object({ metadata: z.object({ orderId: z.string().optional() }), captured: z.number(), refunded: z.number() }),
  ),
});

async function theirs({ orderId }: Ref) {
  const { payments } = ledgerSchema.parse(await (await fetch(`${day.url}/sandbox/ledger`)).json());
  return payments
    .filter(({ metadata }) => metadata.orderId === orderId)
    .map(({ captured, refunded }) => ({ captured, refunded }));
}

async function ours(order: Ref) {
  const { capturedAmount, refundedAmount } = (await read(order)).payment;
  return [{ captured: capturedAmount, refunded: refundedAmount }];
}
