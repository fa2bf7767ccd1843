import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { nobodysPort, readFailures } from "@/dev/testing/stripe-failures";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { readOrder } from "../read-order";
import { reconcile } from "./reconcile";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
  await day.control("payments", { asyncDelayMs: 0 });
});
afterAll(() => day.close());

/** An order that was paid and is disputed, of which no webhook has told. */
async function unheardOrder() {
  const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", day.now());
  expect(await day.payByCard((await day.open(order)) ?? "", "4000000000000259")).toBe(303);
  const { sessionId = null } = (await readOrder(database.db, order))?.payment ?? {};
  const { paymentIntentId } = await day.provider.readCheckout(sessionId ?? "");
  const disputes = async () => (await day.stripe.events.list({ type: "charge.dispute.created", limit: 1 })).data;
  const isTold = async () => JSON.stringify(await disputes()).includes(paymentIntentId ?? "none");
  expect(await until(isTold, { seconds: 20, everyMs: 20 })).toBe(true);
  return { customerId: order.customerId, orderId: order.orderId, total: order.total };
}

test.each(readFailures)(
  "a payment and a dispute that no webhook told of are found, where lists meet $name",
  async (failure) => {
    const { total, ...order } = await unheardOrder();
    await day.advance(15);
    await day.control("faults/clear", {});
    for (const match of ["GET /v1/events", "GET /v1/payment_intents"])
      if (failure.fault) await day.control("faults", { match, ...failure.fault });
    const compare = (port?: number) => reconcile(database.db, day.hurried(port), day.now());
    if (!failure.fault) await expect(compare(nobodysPort)).rejects.toThrow();
    for (let time = 0; time < 4; time += 1) await compare().catch(() => null);
    await compare();
    for (let time = 0; time < 2; time += 1) await day.runJobs();

    const read = await readOrder(database.db, order);
    expect(read).toMatchObject({
      status: "paid",
      payment: { status: "paid", capturedAmount: total, refundedAmount: 0 },
    });
    expect(read?.events.filter(({ type }) => type === "paid")).toHaveLength(1);
    expect(await database.db.dispute.findMany({ where: order })).toMatchObject([{ amount: total }]);
    expect(await database.db.notice.count({ where: order })).toBe(1);
  },
  60_000,
);
