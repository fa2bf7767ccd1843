import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { readOrder } from "./read-order";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
  await day.control("payments", { asyncDelayMs: 86_000_000 });
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };

async function openOrder() {
  const variant = await makeProduct(database.db, world, { prices: { USD: 6_400, EUR: 6_400 } });
  const order = await makeOrder(database.db, [variant], "de-DE", day.now());
  return { variant, order, url: (await day.open(order)) ?? "" };
}

const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });
const typesOf = async (order: Ref, type: string) =>
  (await readOrder(database.db, order))?.events.filter((event) => event.type === type).length;
const noticesOf = async (order: Ref) =>
  (await database.db.notice.findMany({ where: keyOf(order) })).map(({ cause }) => cause);

/** What Stripe tells of the order's page once it is paid. */
async function completed({ orderId }: Ref): Promise<string> {
  const events = (await day.events()).filter(({ type }) => type === "checkout.session.completed");
  return JSON.stringify(events.find(({ payload }) => JSON.stringify(payload).includes(orderId)));
}

/** The other way round, twice. */
async function tellBackwards(): Promise<void> {
  const events = (await day.events()).toReversed();
  await day.tell([...events, ...events]);
}

describe("a method that answers days later", () => {
  test("holds the stock until it says yes", async () => {
    const { order, url, variant } = await openOrder();
    await day.payByDebit(url);
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "pending_payment",
      payment: { status: "processing" },
    });
    await day.advance(60);
    await day.runJobs();
    expect(await database.db.stockLevel.findFirstOrThrow({ where: variant, select: { held: true } })).toEqual({
      held: 1,
    });
    await day.advance(24 * 60);
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
  });

  test("gives it back at once when it says no, and tells the buyer once", async () => {
    const { order, url, variant } = await openOrder();
    await day.payByDebit(url, "Fail");
    await day.tellNew();
    await day.advance(24 * 60);
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "failed" } });
    expect(await day.runJobs()).toContain("orders.lapse");
    await tellBackwards();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "lapsed" });
    expect(await database.db.stockLevel.findFirstOrThrow({ where: variant, select: { held: true } })).toEqual({
      held: 0,
    });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
    expect(await typesOf(order, "payment_failed")).toBe(1);
  });

  test.each([
    ["its page", (types: string[]) => types],
    ["its payment", (types: string[]) => types.toReversed()],
  ])("that says no is in the history once, where %s is heard first", async (_, inOrder) => {
    const { order, url } = await openOrder();
    await day.payByCard(url, "4000000000000002");
    await day.payByDebit(url, "Fail");
    await day.tellNew();
    expect(await typesOf(order, "payment_failed")).toBe(1);
    await day.advance(24 * 60);
    const events = await day.events();
    for (const type of inOrder(["checkout.session.async_payment_failed", "payment_intent.payment_failed"]))
      await day.tell(events.filter((event) => event.type === type).slice(-1));
    await day.tellNew();
    expect(await typesOf(order, "payment_failed")).toBe(2);
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "failed" } });
  });

  test.each([
    ["was never heard", ["payment_intent.payment_failed"]],
    ["was heard before a card that had been declined", ["checkout.session.completed", "payment_intent.payment_failed"]],
  ])("and %s is in the history beside that card, and the buyer is told", async (_, heard) => {
    const { order, url } = await openOrder();
    const begun = (await day.events()).length;
    await day.payByCard(url, "4000000000000002");
    await day.payByDebit(url, "Fail");
    const events = (await day.events()).slice(begun);
    for (const type of heard) await day.tell(events.filter((event) => event.type === type));
    expect(await typesOf(order, "payment_failed")).toBe(1);
    await day.advance(24 * 60);
    await day.tell(
      (await day.events()).filter(({ type }) => type === "checkout.session.async_payment_failed").slice(-1),
    );
    expect(await typesOf(order, "payment_failed")).toBe(2);
    await day.tellNew();
    expect(await typesOf(order, "payment_failed")).toBe(2);
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  });
});

test("a paid page that does not say how much is settled for what its payment says", async () => {
  const { order, url } = await openOrder();
  await day.payByCard(url);
  const silent = (await completed(order)).replace(/"amount_total":\d+/, '"amount_total":null');
  await day.tell([JSON.parse(silent.replace('"currency":"eur"', '"currency":null'))]);
  const { totalAmount: amount } = (await readOrder(database.db, order)) ?? {};
  expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { capturedAmount: amount } });
  expect(await typesOf(order, "payment_mismatch")).toBe(0);
});

test("a paid page that speaks another currency is settled for what its payment says", async () => {
  const { order, url } = await openOrder();
  await day.payByCard(url);
  const converted = (await completed(order)).replace(/"amount_total":\d+/, '"amount_total":123456');
  await day.tell([JSON.parse(converted.replace('"currency":"eur"', '"currency":"jpy"'))]);
  const { totalAmount: amount } = (await readOrder(database.db, order)) ?? {};
  expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { capturedAmount: amount } });
  expect(await typesOf(order, "payment_mismatch")).toBe(0);
});

test("a payment whose status has no name yet keeps the stock, and is asked about until it has one", async () => {
  const { order, url } = await openOrder();
  await day.payByDebit(url);
  await day.control("faults", { match: "GET /v1/payment_intents/*", change: { status: "on_the_moon" }, times: 2 });
  await day.tellNew();
  await day.advance(60);
  await day.runJobs();
  expect(await readOrder(database.db, order)).toMatchObject({
    status: "pending_payment",
    payment: { status: "processing" },
  });
  await day.control("faults/clear", {});
  await day.advance(24 * 60);
  await day.tellNew();
  expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
});

describe("what is told by a version that can't be read here is asked about", () => {
  const toldSchema = z.looseObject({ data: z.object({ object: z.looseObject({}) }) });

  /** What Stripe told of it last, with fields of another kind. */
  async function unreadable(type: string, about: string, fields: object, also: object = {}) {
    const events = (await day.events()).filter((event) => event.type === type);
    const event = events.findLast(({ payload }) => JSON.stringify(payload).includes(about));
    if (!event) throw new Error(`nobody tells of ${type}`);
    const { data, ...payload } = toldSchema.parse(event.payload);
    return { ...event, payload: { ...payload, ...also, data: { object: { ...data.object, ...fields } } } };
  }

  const amount = { value: "64.00" };

  test.each([
    ["checkout.session.completed", { amount_total: amount }],
    ["checkout.session.completed", { payment_intent: { reference: "pi_1" } }],
    ["checkout.session.completed", { status: { name: "complete" } }],
    ["payment_intent.succeeded", { amount_received: amount }],
    ["payment_intent.succeeded", { created: "2026-10-28T12:00:00.000Z" }],
  ])("and a payment, as %s with %o, pays its order", async (type, fields) => {
    const { order, url } = await openOrder();
    await day.payByCard(url);
    await day.tell([await unreadable(type, order.orderId, fields)]);
    const { totalAmount: capturedAmount } = (await readOrder(database.db, order)) ?? {};
    expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { capturedAmount } });
  });

  test("and a page that has expired gives the stock back", async () => {
    const { order } = await openOrder();
    await day.advance(41);
    const created = day.now().toISOString();
    await day.tell([await unreadable("checkout.session.expired", order.orderId, {}, { created })]);
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "expired" } });
  });

  test("and a refund that the bank has sent back has failed", async () => {
    const { order, url } = await openOrder();
    await day.payByCard(url);
    await day.tellNew();
    const intent = (await readOrder(database.db, order))?.payment?.paymentIntentId ?? "";
    const { id: refundId } = await day.stripe.refunds.create({ payment_intent: intent, amount: 1_000 });
    await day.tellNew();
    await day.control("refunds/fail", { refundId });
    await day.tell([await unreadable("refund.failed", refundId, { amount })]);
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "paid", refundedAmount: 0 } });
  });

  test("and a dispute stands on its order", async () => {
    await day.control("payments", { asyncDelayMs: 0 });
    const { order, url } = await openOrder();
    await day.payByCard(url, "4000000000000259");
    await day.tell((await day.events()).filter(({ type }) => type === "payment_intent.succeeded"));
    const intent = (await readOrder(database.db, order))?.payment?.paymentIntentId ?? "none";
    const disputed = async () => (await day.stripe.events.list({ type: "charge.dispute.created", limit: 1 })).data;
    await until(async () => JSON.stringify(await disputed()).includes(intent), { seconds: 5, everyMs: 20 });
    await day.tell([await unreadable("charge.dispute.created", intent, { amount })]);
    const stands = { status: "needs_response", amount: order.total, paymentIntentId: intent };
    expect(await database.db.dispute.findMany({ where: keyOf(order) })).toMatchObject([stands]);
  });

  test("and what nobody knows leads to nothing", async () => {
    const payload = { created: 1, data: { object: { id: "cs_unknown", amount_total: {} } } };
    const nameless = { created: 1, data: { object: {} } };
    await day.tell([
      { eventId: "evt_unknown", type: "checkout.session.expired", payload },
      { eventId: "evt_nameless", type: "payment_intent.succeeded", payload: nameless },
    ]);
    const kept = await database.db.stripeEvent.findMany({
      where: { eventId: { in: ["evt_unknown", "evt_nameless"] } },
    });
    expect(kept.map(({ handledAt }) => handledAt)).toEqual([expect.any(Date), expect.any(Date)]);
  });
});

describe("a page nobody pays on", () => {
  test("that expires gives the stock back, and nobody is told", async () => {
    const { order } = await openOrder();
    await day.advance(41);
    await day.tellNew();
    await day.runJobs();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "lapsed", payment: { status: "expired" } });
    expect(await noticesOf(order)).toEqual([]);
  });

  test("after a declined card: each try is in the history once, and who left is told once", async () => {
    const { order, url } = await openOrder();
    await day.payByCard(url, "4000000000000002");
    await day.payByCard(url, "4000000000009995");
    await day.tellNew();
    await tellBackwards();
    expect(await typesOf(order, "payment_failed")).toBe(2);
    expect(await noticesOf(order)).toEqual([]);
    await day.advance(41);
    await day.tellNew();
    await day.runJobs();
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  });
});

test("a refund made in Stripe's own back office becomes a refund of the order, once", async () => {
  const { order, url } = await openOrder();
  await day.payByCard(url);
  await day.tellNew();
  const intent = (await readOrder(database.db, order))?.payment?.paymentIntentId ?? "";
  await day.stripe.refunds.create({ payment_intent: intent, amount: 1_000 });
  await tellBackwards();
  const refunds = await database.db.refund.findMany({ where: keyOf(order) });
  expect(refunds).toMatchObject([{ status: "succeeded", amount: 1_000, actor: "stripe" }]);
  expect(await readOrder(database.db, order)).toMatchObject({
    payment: { status: "partially_refunded", refundedAmount: 1_000 },
  });
  expect(await noticesOf(order)).toEqual(["confirmed", `refunded:${refunds[0]?.refundId}`]);

  await day.control("refunds/fail", { refundId: refunds[0]?.providerRefundId });
  await tellBackwards();
  expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "paid", refundedAmount: 0 } });
  expect(await typesOf(order, "refund_failed")).toBe(1);
  expect((await noticesOf(order)).filter((cause) => cause.startsWith("refund_failed:"))).toEqual([
    `refund_failed:${refunds[0]?.refundId}`,
  ]);
});

test("a dispute is kept as it was last told, and the merchant is told when it begins and ends", async () => {
  await day.control("payments", { asyncDelayMs: 0 });
  const { order, url } = await openOrder();
  await day.payByCard(url, "4000000000000259");
  const disputes = () => day.stripe.events.list({ type: "charge.dispute.created" });
  await until(async () => (await disputes()).data.length > 0, { seconds: 5, everyMs: 20 });
  await day.tellNew();
  const [opened] = await database.db.dispute.findMany({ where: keyOf(order) });
  const paymentIntentId = (await readOrder(database.db, order))?.payment?.paymentIntentId;
  const about = { reason: "fraudulent", amount: order.total, paymentIntentId };
  expect(opened).toMatchObject({ status: "needs_response", ...about });
  await day.advance(60);
  await day.control("disputes", { disputeId: opened?.disputeId, status: "under_review" });
  await day.advance(60);
  await day.control("disputes", { disputeId: opened?.disputeId, status: "lost" });
  await tellBackwards();
  expect(await database.db.dispute.findMany({ where: keyOf(order) })).toMatchObject([{ status: "lost" }]);
  expect(await typesOf(order, "disputed")).toBe(1);
  expect(await typesOf(order, "dispute_closed")).toBe(1);
  expect(
    (await database.db.merchantNotice.findMany({ where: { cause: { contains: opened?.disputeId ?? "none" } } }))
      .map(({ type }) => type)
      .toSorted(),
  ).toEqual(["dispute.closed", "dispute.created"]);
});

test("a dispute whose bank comes back to it after its end is open again, and ends otherwise; of one second the end counts", async () => {
  await day.control("payments", { asyncDelayMs: 86_000_000 });
  const { order, url } = await openOrder();
  await day.payByCard(url);
  await day.tellNew();
  const intent = (await readOrder(database.db, order))?.payment?.paymentIntentId;
  const noticesBefore = await database.db.merchantNotice.count({ where: { merchantId: world.merchantId } });
  const disputeId = `du_${order.orderId}`;
  const told = async (status: string, created: number, type = "charge.dispute.updated") => {
    const facts = { id: disputeId, payment_intent: intent, amount: 6_400, currency: "eur", reason: "general" };
    const payload = { created, data: { object: { ...facts, status, created: 1, evidence_details: null } } };
    await day.tell([{ eventId: `evt_${disputeId}_${status}_${created}`, type, payload }]);
    return (await database.db.dispute.findFirstOrThrow({ where: { disputeId } })).status;
  };
  expect(await told("needs_response", 1_000, "charge.dispute.created")).toBe("needs_response");
  expect(await told("lost", 2_000, "charge.dispute.closed")).toBe("lost");
  expect(await told("under_review", 2_000)).toBe("lost");
  expect(await told("won", 3_000, "charge.dispute.funds_reinstated")).toBe("won");
  expect(await told("won", 3_001)).toBe("won");
  expect(await told("under_review", 1_500)).toBe("won");
  expect(await told("needs_response", 4_000)).toBe("needs_response");
  expect(await told("lost", 5_000, "charge.dispute.closed")).toBe("lost");
  expect(await typesOf(order, "disputed")).toBe(2);
  expect(await typesOf(order, "dispute_closed")).toBe(3);
  const notices = await database.db.merchantNotice.count({ where: { merchantId: world.merchantId } });
  expect(notices - noticesBefore).toBe(5);
});

test("a dispute that is told before its payment has the payment settled first", async () => {
  const { db } = database;
  await day.control("payments", { asyncDelayMs: 0 });
  const { order, url } = await openOrder();
  const known = (await day.events()).length;
  const told = async (type: string) => (await day.events()).slice(known).filter((event) => event.type === type);
  await day.payByCard(url, "4000000000000259");
  await until(async () => (await told("charge.dispute.created")).length > 0, { seconds: 5, everyMs: 20 });
  const [dispute] = await told("charge.dispute.created");
  if (!dispute) throw new Error("nobody disputes");
  await day.tell([dispute]);
  expect(await readOrder(db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
  await day.tell(await told("payment_intent.succeeded"));
  expect(await db.dispute.findMany({ where: keyOf(order) })).toMatchObject([{ amount: order.total }]);
  expect(await typesOf(order, "paid")).toBe(1);
});

test.each(["charge.refunded", "refund.created"])(
  "a refund that %s tells of before its payment has the payment settled first",
  async (type) => {
    const { order, url } = await openOrder();
    const known = (await day.events()).length;
    await day.payByCard(url);
    const page = (await readOrder(database.db, order))?.payment?.sessionId ?? "";
    const intent = (await day.provider.readCheckout(page)).paymentIntentId ?? "";
    await day.stripe.refunds.create({ payment_intent: intent, amount: 700 });
    await day.tell((await day.events()).slice(known).filter((event) => event.type === type));
    const payment = { status: "partially_refunded", refundedAmount: 700 };
    expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment });
  },
);

test("a dispute of a payment that is none of ours leads to nothing", async () => {
  const { db } = database;
  const known = (await day.events()).length;
  const strange = { amount: 4_200, currency: "usd", confirm: true, return_url: "https://shop.example" };
  await day.stripe.paymentIntents.create({ ...strange, payment_method: "pm_card_createDispute" });
  const told = async () => (await day.events()).slice(known);
  await until(async () => (await told()).some(({ type }) => type === "charge.dispute.created"), {
    seconds: 5,
    everyMs: 20,
  });
  const before = await db.dispute.count();
  await day.tell(await told());
  expect(await db.dispute.count()).toBe(before);
});

test("a kind of event that nobody waits for is kept, and leads to nothing", async () => {
  await day.tell([{ eventId: "evt_strange", type: "radar.value_list.created", payload: { id: "evt_strange" } }]);
  expect(await database.db.stripeEvent.findUnique({ where: { eventId: "evt_strange" } })).toMatchObject({
    handledAt: expect.any(Date),
  });
});
