import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { inTransaction } from "@/lib/db/transaction";
import { NotPermitted } from "@/lib/payments/provider";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";
import { refundPayment } from "./refund-payment";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

/** An order that is owed a little of what it paid, twice or as often as is said. */
async function owedOrder(times = 2) {
  const { db } = database;
  const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", day.now());
  await day.pay(order);
  const owe = () =>
    inTransaction(db, (tx) => oweRefund(tx, order, { amount: 300, reason: "goodwill", actor: "clock" }, day.now()));
  for (let time = 0; time < times; time += 1) await owe();
  const intent = (await readOrder(db, order))?.payment?.paymentIntentId ?? "";
  const atStripe = async () => (await day.stripe.refunds.list({ payment_intent: intent })).data;
  return { order, atStripe };
}

test.each([{ afterSuccess: false }, { afterSuccess: true }])(
  "a refund goes out once, though a failure is kept under its first key; done all the same: $afterSuccess",
  async ({ afterSuccess }) => {
    const { db } = database;
    const { order, atStripe } = await owedOrder();
    await day.control("faults", { match: "POST /v1/refunds", status: 500, kept: true, afterSuccess });
    const send = () => refundPayment(db, day.provider, order, day.now());
    for (let time = 0; time < 2; time += 1) await expect(send()).rejects.toThrow();
    await send();
    expect((await atStripe()).map(({ amount }) => amount)).toEqual([300, 300]);
    expect(await readOrder(db, order)).toMatchObject({ payment: { refundedAmount: 600 } });
  },
);

test.each([{ minutes: 60 }, { minutes: 60 * 60 }])(
  "a refund whose answer was lost goes out once, though it is sent again $minutes minutes later",
  async ({ minutes }) => {
    const { db } = database;
    const { order, atStripe } = await owedOrder();
    await day.control("faults", { match: "POST /v1/refunds", afterSuccess: true, status: 500 });
    await expect(refundPayment(db, day.provider, order, day.now())).rejects.toThrow();
    expect(await atStripe()).toHaveLength(1);
    await day.advance(minutes);
    await refundPayment(db, day.provider, order, day.now());
    expect(await atStripe()).toHaveLength(2);
    const refunds = await db.refund.findMany({ where: { customerId: order.customerId, orderId: order.orderId } });
    expect(refunds.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
    expect(refunds.map(({ providerRefundId }) => providerRefundId).toSorted()).toEqual(
      (await atStripe()).map(({ id }) => id).toSorted(),
    );
    expect(await readOrder(db, order)).toMatchObject({ payment: { refundedAmount: 600 } });
  },
);

const statusesOf = async ({ customerId, orderId }: { customerId: string; orderId: string }) =>
  database.db.refund.findMany({ where: { customerId, orderId }, select: { status: true, lastError: true } });

/** A refund that the shop can make nothing of. */
const strange = { id: "re_strange", object: "refund", payment_intent: "pi_fixture", amount: "much", metadata: {} };

describe("a refund that Stripe refuses has failed, for a person", () => {
  test.each([
    ["may not be listed by the key", { status: 403 }],
    ["are refused", { status: 400, error: { type: "invalid_request_error", code: "parameter_invalid" } }],
    ["hold one that has no shape", { change: { data: [strange] } }],
    ["hold another payment's", { change: { data: [{ ...strange, amount: 1, currency: "usd" }] } }],
  ])("though the payment's refunds %s", async (_, fault) => {
    const { order, atStripe } = await owedOrder(1);
    const disputed = { type: "invalid_request_error", code: "charge_disputed", message: "It is disputed." };
    await day.control("faults", { match: "POST /v1/refunds", status: 400, error: disputed });
    await day.control("faults", { match: "GET /v1/refunds", ...fault });
    await refundPayment(database.db, day.provider, order, day.now());
    expect(await statusesOf(order)).toEqual([{ status: "failed", lastError: "charge_disputed: It is disputed." }]);
    expect(await atStripe()).toEqual([]);
  });

  test("but not while Stripe can't be asked whether it was made", async () => {
    const { order } = await owedOrder(1);
    const send = () => refundPayment(database.db, day.provider, order, day.now());
    const disputed = { type: "invalid_request_error", code: "charge_disputed" };
    await day.control("faults", { match: "POST /v1/refunds", status: 400, error: disputed, afterSuccess: true });
    await day.control("faults", { match: "GET /v1/refunds", status: 503 });
    await expect(send()).rejects.toThrow();
    await send();
    expect(await statusesOf(order)).toEqual([{ status: "succeeded", lastError: null }]);
  });
});

/** A refund that was made, whose answer was lost, and which is to be sent under another key. */
async function madeUnheard() {
  const { order, atStripe } = await owedOrder(1);
  const send = () => refundPayment(database.db, day.provider, order, day.now());
  await day.control("faults", { match: "POST /v1/refunds", status: 500, kept: true, afterSuccess: true });
  for (let time = 0; time < 2; time += 1) await expect(send()).rejects.toThrow();
  const made = await atStripe();
  expect(made).toHaveLength(1);
  return { order, atStripe, send, made };
}

describe("a refund that was made, its answer lost, is never made again", () => {
  test("and is known by its name alone, whatever stands beside it and else on it", async () => {
    const { order, atStripe, send, made } = await madeUnheard();
    const bare = made.map(({ id, status, metadata }) => ({ id, object: "refund", status, metadata }));
    await day.control("faults", { match: "GET /v1/refunds", change: { data: [strange, ...bare] } });
    await send();
    expect(await statusesOf(order)).toEqual([{ status: "succeeded", lastError: null }]);
    expect(await atStripe()).toHaveLength(1);
  });

  test("nor told of as another payment's", async () => {
    const { order, atStripe, send, made } = await madeUnheard();
    const elsewhere = made.map((refund) => ({ ...refund, payment_intent: "pi_fixture" }));
    await day.control("faults", { match: "GET /v1/refunds", change: { data: elsewhere } });
    await expect(send()).rejects.toThrow("pi_fixture");
    expect(await statusesOf(order)).toMatchObject([{ status: "due" }]);
    expect(await atStripe()).toHaveLength(1);
  });

  test("where the key may not list refunds: two days later it has failed, for a person", async () => {
    const { order, atStripe, send } = await madeUnheard();
    const forbid = () => day.control("faults", { match: "GET /v1/refunds", status: 403 });
    await forbid();
    await expect(send()).rejects.toThrow(NotPermitted);
    await day.advance(47 * 60);
    await forbid();
    await expect(send()).rejects.toThrow(NotPermitted);
    expect(await statusesOf(order)).toMatchObject([{ status: "due" }]);
    await day.advance(2 * 60);
    await forbid();
    await send();
    expect(await statusesOf(order)).toMatchObject([
      { status: "failed", lastError: expect.stringContaining("may have been made") },
    ]);
    expect(await atStripe()).toHaveLength(1);
  });
});

test("a refund is looked for without asking for more than refunds, which the key may not be allowed to read", async () => {
  const { send } = await madeUnheard();
  await send();
  const last = await fetch(`${day.url}/sandbox/requests?method=GET&path=/v1/refunds&limit=1`);
  const params = { payment_intent: expect.any(String), limit: "100" };
  expect(await last.json()).toEqual({ requests: [expect.objectContaining({ params })] });
});
