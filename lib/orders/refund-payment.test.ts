import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { inTransaction } from "@/lib/db/transaction";
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

/** An order that is owed a little of what it paid, twice. */
async function owedOrder() {
  const { db } = database;
  const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", day.now());
  await day.payByCard((await day.open(order)) ?? "");
  await day.tellNew();
  const owe = () =>
    inTransaction(db, (tx) => oweRefund(tx, order, { amount: 300, reason: "goodwill", actor: "clock" }, day.now()));
  await owe();
  await owe();
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
