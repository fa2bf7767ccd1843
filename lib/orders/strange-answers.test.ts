import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { PaymentRefused, StrangeAnswer } from "@/lib/payments/provider";
import { capturePayment } from "./capture-payment";
import { lapseOrder } from "./lapse-order";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";
import { followOrder } from "./reconcile/follow-open-payments";
import { refundPayment } from "./refund-payment";
import { settlePayment } from "./settle-payment";

/** A provider that answers about something else than it was asked, as a server does that plays from fixtures. */

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

const place = async (from = world) =>
  makeOrder(database.db, [await makeProduct(database.db, from, { onHand: 1 })], "en-US", day.now());

async function openOrder(from = world) {
  const order = await place(from);
  return { order, url: (await day.open(order)) ?? "" };
}

const read = async (order: { customerId: string; orderId: string }) => {
  const found = await readOrder(database.db, order);
  if (!found?.payment) throw new Error("the order is gone");
  return { ...found, payment: found.payment };
};

const change = (match: string, fields: object) => day.control("faults", { match, change: fields });

describe("a page that is opened", () => {
  const another = { orderId: newId(), customerId: newId() };
  it.each([
    ["another order", { metadata: another }],
    ["another order, by its second name", { metadata: {}, client_reference_id: another.orderId }],
    ["another amount", { amount_total: 1 }],
    ["another currency", { currency: "jpy" }],
  ])("for %s is sent to nobody, and the next one is ours", async (_, fields) => {
    const order = await place();
    await change("POST /v1/checkout/sessions", fields);
    await expect(day.open(order)).rejects.toThrow(PaymentRefused);
    expect((await read(order)).payment).toMatchObject({ status: "opening", sessionUrl: null, attempt: 2 });
    expect(await day.open(order)).toContain("/pay/");
  });

  it("and is known as another order's already is sent to nobody", async () => {
    const { order } = await openOrder();
    const { sessionId } = (await read(order)).payment;
    const second = await place();
    await change("POST /v1/checkout/sessions", { id: sessionId });
    await expect(day.open(second)).rejects.toThrow(PaymentRefused);
    expect(await day.open(second)).toContain("/pay/");
  });

  it("and says nothing of its order, amount and currency is taken", async () => {
    const order = await place();
    const nothing = { metadata: {}, client_reference_id: null, amount_total: null, currency: null };
    await change("POST /v1/checkout/sessions", nothing);
    expect(await day.open(order)).toContain("/pay/");
  });
});

/** The page is answered with as one that is paid, with a payment that bears nobody's name. */
async function paidWith(order: { total: number }, fields: object) {
  const { id } = await day.stripe.paymentIntents.create({ amount: order.total, currency: "usd" });
  const paid = { status: "complete", payment_status: "paid", payment_intent: id };
  await change("GET /v1/checkout/sessions/*", { ...paid, ...fields });
  await change("GET /v1/payment_intents/*", { status: "succeeded", amount_received: order.total });
}

test("a page that is told of, and bears no name any more, pays the order it was opened for", async () => {
  const { order, url } = await openOrder();
  await day.payByCard(url);
  const { sessionId } = (await read(order)).payment;
  const session = await day.stripe.checkout.sessions.retrieve(sessionId ?? "");
  const told = (await day.events()).findLast(({ type }) => type === "checkout.session.completed");
  const object = { ...session, metadata: {}, client_reference_id: null };
  await day.tell([
    { ...told, eventId: newId(), type: "checkout.session.completed", payload: { ...told?.payload, data: { object } } },
  ]);
  expect((await read(order)).payment).toMatchObject({ status: "paid" });
});

describe("a page that is asked about", () => {
  it.each([
    ["another page", { id: "cs_test_fixture" }],
    ["another order's page", { metadata: { orderId: newId(), customerId: newId() } }],
    ["another order's page, by its second name", { metadata: {}, client_reference_id: newId() }],
  ])("and answered with %s, which is paid, pays nothing", async (_, fields) => {
    const { order } = await openOrder();
    const before = await read(order);
    await paidWith(order, fields);
    await expect(followOrder(database.db, day.provider, before, day.now())).rejects.toThrow(StrangeAnswer);
    expect(await read(order)).toEqual(before);
    await day.control("faults/clear", {});
  });

  it("and is done with another order's voucher, promises nothing", async () => {
    const { order } = await openOrder();
    const before = await read(order);
    const { id } = await day.stripe.paymentIntents.create({ amount: order.total, currency: "usd" });
    const done = { status: "complete", payment_status: "unpaid", payment_intent: id };
    await change("GET /v1/checkout/sessions/*", done);
    const metadata = { orderId: newId(), customerId: newId() };
    await change("GET /v1/payment_intents/*", { status: "requires_action", metadata });
    await expect(followOrder(database.db, day.provider, before, day.now())).rejects.toThrow(StrangeAnswer);
    expect(await read(order)).toEqual(before);
    await change("GET /v1/checkout/sessions/*", done);
    await change("GET /v1/payment_intents/*", { status: "requires_action" });
    await followOrder(database.db, day.provider, before, day.now());
    expect((await read(order)).payment).toMatchObject({ status: "promised" });
  });

  it("and bears no name, nor does its payment, pays the order it was opened for, and none where that is not known", async () => {
    const { order } = await openOrder();
    const before = await read(order);
    const follow = async () => {
      await paidWith(order, { metadata: {}, client_reference_id: null });
      return followOrder(database.db, day.provider, before, day.now());
    };
    const where = { sessionId: before.payment.sessionId ?? "" };
    const noted = await database.db.paymentSession.delete({ where });
    await expect(follow()).rejects.toThrow(StrangeAnswer);
    expect(await read(order)).toEqual(before);
    await database.db.paymentSession.create({ data: noted });
    await follow();
    expect((await read(order)).payment).toMatchObject({ status: "paid" });
  });

  it("and bears its second name only, pays its order without its payment being asked about", async () => {
    const { order } = await openOrder();
    await paidWith(order, { metadata: {} });
    await day.control("faults", { match: "GET /v1/payment_intents/*", status: 500 });
    await followOrder(database.db, day.provider, await read(order), day.now());
    expect((await read(order)).payment).toMatchObject({ status: "paid" });
    await day.control("faults/clear", {});
  });

  it("to be closed, and answered with another, is asked about again for half an hour before its units go back", async () => {
    const { order } = await openOrder();
    const { expiresAt } = await read(order);
    const lapse = async (minutesPast: number) => {
      await change("POST /v1/checkout/sessions/*/expire", { id: "cs_test_fixture", status: "open" });
      return lapseOrder(database.db, day.provider, order, new Date(expiresAt.getTime() + minutesPast * 60_000));
    };
    await expect(lapse(1)).rejects.toThrow(StrangeAnswer);
    expect((await read(order)).status).toBe("pending_payment");
    expect(await lapse(31)).toBe("lapsed");
  });
});

async function authorizedOrder() {
  const patient = await makeWorld(database.db);
  const { merchantId } = patient;
  await database.db.merchant.update({ where: { merchantId }, data: { captureMode: "on_shipment" } });
  const { order, url } = await openOrder(patient);
  await day.payByCard(url);
  await day.tellNew();
  const before = await read(order);
  expect(before.payment.status).toBe("authorized");
  return { order, before };
}

test("money that was set aside, and is told of as unpaid, is asked for again until it is taken", async () => {
  const { order, before } = await authorizedOrder();
  const unpaid = () => change("GET /v1/payment_intents/*", { status: "requires_payment_method", latest_charge: null });
  const capture = () => capturePayment(database.db, day.provider, order, day.now());
  await unpaid();
  await expect(capture()).rejects.toThrow(StrangeAnswer);
  await unpaid();
  await expect(followOrder(database.db, day.provider, before, day.now())).rejects.toThrow(StrangeAnswer);
  expect(await read(order)).toEqual(before);
  expect(await capture()).toBe("captured");
  expect((await read(order)).payment).toMatchObject({ status: "paid", capturedAmount: order.total });
});

test("money that was taken, and is told of as set aside still, is asked for again until it is told of as taken", async () => {
  const { order, before } = await authorizedOrder();
  const capture = () => capturePayment(database.db, day.provider, order, day.now());
  await change("GET /v1/payment_intents/*", { status: "requires_capture", amount_received: 0 });
  await expect(capture()).rejects.toThrow(StrangeAnswer);
  expect(await read(order)).toEqual(before);
  expect(await capture()).toBe("captured");
  expect((await read(order)).payment).toMatchObject({ status: "paid", capturedAmount: order.total });
});

test("a payment is never two orders': neither is paid by it, nor given back, a second time", async () => {
  const { order, url } = await openOrder();
  await day.payByCard(url);
  await day.tellNew();
  const { payment } = await read(order);
  const paymentIntentId = payment.paymentIntentId ?? "";
  const { order: second } = await openOrder();
  const { amount, currency } = (await read(second)).payment;
  for (const told of [amount, amount + 1]) {
    const notice = { ...second, sessionId: null, paymentIntentId, amount: told, currency, actor: "stripe" as const };
    await expect(settlePayment(database.db, notice, day.now())).rejects.toThrow(StrangeAnswer);
  }
  expect((await read(second)).status).toBe("pending_payment");
  expect(await database.db.refund.count({ where: { paymentIntentId } })).toBe(0);
});

test("a refund that is answered with another is not written down, and is found made when it is sent again", async () => {
  const { order, url } = await openOrder();
  await day.payByCard(url);
  await day.tellNew();
  await inTransaction(database.db, (tx) =>
    oweRefund(tx, order, { amount: 300, reason: "goodwill", actor: "clock" }, day.now()),
  );
  const send = () => refundPayment(database.db, day.provider, order, day.now());
  for (const fields of [{ payment_intent: "pi_fixture" }, { amount: 1 }, { metadata: { refundId: newId() } }]) {
    await change("POST /v1/refunds", fields);
    await expect(send()).rejects.toThrow(StrangeAnswer);
  }
  expect((await read(order)).payment).toMatchObject({ refundedAmount: 0 });
  await send();
  expect((await read(order)).payment).toMatchObject({ refundedAmount: 300 });
  const { data } = await day.stripe.refunds.list({ payment_intent: (await read(order)).payment.paymentIntentId ?? "" });
  expect(data).toHaveLength(1);
});
