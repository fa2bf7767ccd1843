import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { cancelOrder } from "./lapse-order";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });

/** The buyer left the page with a code for the till of a convenience store. */
async function promisedOrder() {
  const variant = await makeProduct(database.db, world, { onHand: 1, prices: { JPY: 6_400 } });
  const order = await makeOrder(database.db, [variant], "ja-JP", day.now());
  expect(await day.payByVoucher((await day.open(order)) ?? "")).toBe(303);
  const sessionId = (await readOrder(database.db, order))?.payment?.sessionId ?? "";
  const { payment_intent: paymentIntent } = await day.stripe.checkout.sessions.retrieve(sessionId);
  return { order, variant, paymentIntent: String(paymentIntent) };
}

async function timePasses(minutes: number) {
  await day.advance(minutes);
  await day.runJobs();
  await reconcile(database.db, day.provider, day.now());
  await day.runJobs();
}

const standing = async (order: Ref) => {
  const read = await readOrder(database.db, order);
  return [read?.status, read?.payment?.status];
};
const unitsOf = (variant: { productId: string; variantId: string }) =>
  database.db.stockLevel.findFirstOrThrow({
    where: { productId: variant.productId, variantId: variant.variantId },
    select: { onHand: true, held: true, sold: true },
  });
const noticesOf = async (order: Ref) =>
  (await database.db.notice.findMany({ where: keyOf(order) })).map(({ cause }) => cause);
const timesOf = async (order: Ref, type: string) =>
  (await readOrder(database.db, order))?.events.filter((event) => event.type === type).length;

describe.each([
  ["told of", () => day.tellNew()],
  ["found by the comparison of the books", () => timePasses(41)],
])("a voucher that is %s", (_, hear) => {
  test("is waited for past the time to pay: the units are kept, and nobody is told of a failure", async () => {
    const { order, variant } = await promisedOrder();
    await hear();
    await timePasses(60);
    await timePasses(24 * 60);
    expect(await standing(order)).toEqual(["pending_payment", "processing"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 1, sold: 0 });
    expect(await noticesOf(order)).toEqual([]);
    expect(await timesOf(order, "payment_processing")).toBe(1);
    expect(await cancelOrder(database.db, day.provider, order, day.now())).toBe("over");
  });

  test("and paid two days later is paid, once", async () => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await hear();
    await timePasses(2 * 24 * 60);
    await day.control("vouchers", { paymentIntent, status: "paid" });
    await hear();
    await day.tell((await day.events()).toReversed());
    expect(await standing(order)).toEqual(["paid", "paid"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
    expect(await noticesOf(order)).toEqual(["confirmed"]);
    expect(await timesOf(order, "paid")).toBe(1);
  });

  test("and expires lapses the order: the buyer is told once, and the units are for sale", async () => {
    const { order, variant } = await promisedOrder();
    await hear();
    await timePasses(3 * 24 * 60 - 100);
    expect(await standing(order)).toEqual(["pending_payment", "processing"]);
    await day.advance(101);
    await hear();
    await timePasses(15);
    await day.tell((await day.events()).toReversed());
    expect(await standing(order)).toEqual(["lapsed", "expired"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
    expect(await timesOf(order, "payment_failed")).toBe(1);
  });

  test("and is called off in the back office lapses the order as well", async () => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await hear();
    await day.stripe.paymentIntents.cancel(paymentIntent);
    await hear();
    expect(await standing(order)).not.toContain("processing");
    await timePasses(15);
    expect(await standing(order)).toEqual(["lapsed", "expired"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  });
});

test("who has to act while the page is open is still at it: the order lapses as any other", async () => {
  const variant = await makeProduct(database.db, world, { prices: { JPY: 6_400 } });
  const order = await makeOrder(database.db, [variant], "ja-JP", day.now());
  expect(await day.payByCard((await day.open(order)) ?? "", "4000002760003184")).toBe(303);
  await day.tellNew();
  expect(await standing(order)).toEqual(["pending_payment", "open"]);
  await timePasses(41);
  await day.tellNew();
  expect(await standing(order)).toEqual(["lapsed", "expired"]);
  expect(await noticesOf(order)).toEqual([]);
});
