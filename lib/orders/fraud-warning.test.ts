import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { listAlerts, readAlerts } from "./read-alerts";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";
import { settleByHand } from "./reconcile/settle-by-hand";
import { recordDispute } from "./record-dispute";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

async function paidOrder() {
  const { db } = database;
  const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", day.now());
  await day.pay(order);
  const read = await readOrder(db, order);
  return { ...order, number: read?.number ?? "", paymentIntent: read?.payment?.paymentIntentId ?? "" };
}
type Paid = Awaited<ReturnType<typeof paidOrder>>;

const warn = async ({ paymentIntent }: Paid, news: "created" | "updated" = "created") => {
  await day.control("fraud-warnings", { paymentIntent, news });
  return (await day.events()).slice(-1);
};
const openOf = ({ orderId }: Paid) =>
  database.db.bookDifference.findMany({
    where: { orderId, kind: "fraud_warning", resolvedAt: null },
    select: { differenceId: true, data: true },
  });
const warningsIn = async (order: Paid) =>
  (await readOrder(database.db, order))?.events.filter(({ type }) => type === "fraud_warned").map(({ data }) => data);
const compared = async () => {
  await day.advance(15);
  await reconcile(database.db, day.provider, day.now());
};

test("a bank's warning stands on the order and in the books and is told its merchants, once however often it comes", async () => {
  const { db } = database;
  const order = await paidOrder();
  const told = await warn(order);
  await day.tell([...told, ...told]);
  const { merchantId } = world;
  const { paymentIntent: paymentIntentId, total: amount } = order;
  const reason = "made_with_stolen_card";
  expect(await warningsIn(order)).toMatchObject([{ paymentIntentId, reason }]);
  expect(await openOf(order)).toMatchObject([{ data: { ours: amount, orderNumber: order.number, currency: "USD" } }]);
  expect(await db.merchantNotice.findMany({ where: { merchantId, type: "payment.fraud_warning" } })).toMatchObject([
    { data: { orderNumber: order.number, amount, reason } },
  ]);
  expect((await readAlerts(db, world.merchantId, order)).warnings).toMatchObject([{ fraudType: reason }]);
  expect(await listAlerts(db, world.merchantId, [order])).toEqual(new Map([[order.orderId, ["fraud_warning"]]]));
  // The order is as it was: whether it is right is for a person to say.
  expect(await readOrder(db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });

  await compared();
  const [open] = await openOf(order);
  const operator = { staffId: newId(), merchantId };
  const settling = { differenceId: open?.differenceId ?? "", reason: "Spoke with the buyer" };
  expect(await settleByHand(db, operator, settling, day.now())).toBe(true);
  await day.tell(told);
  await compared();
  expect(await openOf(order)).toEqual([]);
  expect(await listAlerts(db, world.merchantId, [order])).toEqual(new Map());
});

test("it goes away once all has been given back, and once it is disputed", async () => {
  const { db } = database;
  const [refunded, disputed] = [await paidOrder(), await paidOrder()];
  for (const order of [refunded, disputed]) await day.tell(await warn(order));
  await day.stripe.refunds.create({ payment_intent: refunded.paymentIntent, amount: refunded.total - 1 });
  await day.tellNew();
  await compared();
  expect(await openOf(refunded)).toMatchObject([{ data: { ours: 1 } }]);
  await day.stripe.refunds.create({ payment_intent: refunded.paymentIntent, amount: 1 });
  await day.tellNew();
  const at = { openedAt: day.now(), toldAt: day.now() };
  const about = { disputeId: "du_warned", reason: "fraudulent", amount: disputed.total, currency: "USD", dueBy: null };
  await recordDispute(db, disputed, { ...about, ...at, status: "needs_response" }, day.now());
  await compared();
  for (const order of [refunded, disputed]) expect(await openOf(order)).toEqual([]);
});

test("stays, where a process of a release that knows no warnings took it for a payment that Stripe doesn't have", async () => {
  const { db } = database;
  const order = await paidOrder();
  await day.tell(await warn(order));
  const [warned] = await openOf(order);
  const { customerId, orderId } = order;
  const paymentIntentId = warned?.differenceId.split(":")[1] ?? "";
  const unknown = {
    ours: order.total,
    theirs: 0,
    currency: "USD",
    orderNumber: order.number,
    subject: paymentIntentId,
  };
  await db.bookDifference.create({
    data: {
      ...{ differenceId: `unknown_payment:${paymentIntentId}`, kind: "unknown_payment", customerId, orderId },
      ...{ data: unknown, firstSeenAt: day.now() },
    },
  });
  await compared();
  await compared();
  const open = await db.bookDifference.findMany({ where: { orderId, resolvedAt: null } });
  expect(open.map(({ kind }) => kind)).toEqual(["fraud_warning"]);
});

test("of a payment given back before, the order alone tells; the end may be heard before the beginning", async () => {
  const order = await paidOrder();
  const begun = await warn(order);
  await day.stripe.refunds.create({ payment_intent: order.paymentIntent });
  await day.tell([...(await warn(order, "updated")), ...begun]);
  expect(await warningsIn(order)).toHaveLength(1);
  expect(await openOf(order)).toEqual([]);
});

test("one that can't be read is asked about", async () => {
  const order = await paidOrder();
  const [event] = await warn(order);
  if (!event) throw new Error("the sandbox tells of it");
  const [id] = (await day.events()).slice(-1).map(({ payload }) => Reflect.get(payload, "data").object.id);
  await day.tell([{ ...event, payload: { created: 1, data: { object: { id } } } }]);
  expect(await warningsIn(order)).toMatchObject([{ warningId: id }]);
});
