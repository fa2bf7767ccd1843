import { beforeAll, expect, it } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { finishRefund } from "@/lib/orders/finish-refund";
import { readAlerts } from "@/lib/orders/read-alerts";
import { refundOrder } from "@/lib/orders/refund-order";
import { cutFulfilments } from "./cut-fulfilments";
import { readFulfilment } from "./read-fulfilment";

const database = useDatabase();
/** The order is paid by then. */
const later = new Date(noon.getTime() + 600_000);
let [ours, theirs]: World[] = [];
beforeAll(async () => {
  ours = await makeWorld(database.db);
  theirs = await makeWorld(database.db);
});
const merchantOf = (world: World | undefined) => world?.merchantId ?? "";

/** One unit of each merchant's, theirs for twice as much. */
async function sharedOrder() {
  const { db } = database;
  const variants = [
    await makeProduct(db, ours ?? (await makeWorld(db)), { prices: { USD: 1_000 } }),
    await makeProduct(db, theirs ?? (await makeWorld(db)), { prices: { USD: 2_000 } }),
  ];
  const settled = await makeSettledOrder(db, variants);
  const order = { customerId: settled.customerId, orderId: settled.orderId };
  await cutFulfilments(db, order, later);
  const lines = await db.orderLine.findMany({ where: order, select: { lineId: true, merchantId: true } });
  const lineOf = (world: World | undefined) =>
    lines.find(({ merchantId }) => merchantId === merchantOf(world))?.lineId ?? "";
  return { order, lineOf };
}
type Order = Awaited<ReturnType<typeof sharedOrder>>["order"];

async function timeline({ orderId }: Order, world: World | undefined, operator = false) {
  const merchantId = merchantOf(world);
  const part = await database.db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId } });
  const read = await readFulfilment(database.db, merchantId, part.fulfilmentId, { operator });
  return (read?.history ?? []).map(({ type, detail }) => ({
    type,
    amount: detail.amount,
    lines: detail.lines?.length,
  }));
}

/** What the bank of Stripe's makes of all that is due. */
async function finishAll(order: Order, to: "succeeded" | "failed") {
  const due = await database.db.refund.findMany({ where: { ...order, status: "due" }, select: { refundId: true } });
  for (const { refundId } of due)
    await inTransaction(database.db, (tx) => finishRefund(tx, order, { refundId, to, actor: "stripe" }, later));
}

it("a merchant gives money back, and the order's other merchant hears nothing of it; who runs the shop does", async () => {
  const { order, lineOf } = await sharedOrder();
  const choice = { lines: [{ lineId: lineOf(ours), quantity: 1 }], shippingAmount: 0 };
  const wish = { ...order, refundId: newId(), choice, reason: "damaged", note: "the lid" };
  const staff = { merchantId: merchantOf(ours), staffId: newId() };
  const given = await refundOrder(database.db, staff, wish, later);
  const amount = given.ok ? given.value.amount : 0;
  expect(amount).toBeGreaterThanOrEqual(1_000);
  await finishAll(order, "succeeded");
  const told = [
    { type: "refund_due", amount },
    { type: "refunded", amount },
  ];
  expect((await timeline(order, ours)).slice(-2)).toMatchObject(told);
  expect((await timeline(order, theirs)).map(({ type }) => type).filter((type) => type.startsWith("refund"))).toEqual(
    [],
  );
  expect((await timeline(order, theirs, true)).slice(-2)).toMatchObject(told);
});

it("of an order that its buyer calls off each of its merchants is told the own part, and the whole who runs the shop", async () => {
  const { db } = database;
  const { order, lineOf } = await sharedOrder();
  const wish = { ...order, cancellationId: newId(), lines: "all", reason: "other", actor: "shopper" } as const;
  const called = await cancelLines(db, wish, later);
  const whole = called.ok ? called.value.amount : 0;
  await finishAll(order, "failed");
  const amountOf = async (world: World | undefined) =>
    (await db.refundLine.findFirstOrThrow({ where: { ...order, lineId: lineOf(world) } })).amount;
  for (const world of [ours, theirs]) {
    const amount = await amountOf(world);
    expect(amount).toBeLessThan(whole);
    expect((await timeline(order, world)).slice(-4)).toEqual([
      { type: "lines_cancelled", amount: undefined, lines: 1 },
      { type: "cancelled", amount: undefined, lines: undefined },
      { type: "refund_due", amount, lines: undefined },
      { type: "refund_failed", amount, lines: undefined },
    ]);
    expect((await readAlerts(db, merchantOf(world), order)).failedRefunds).toMatchObject([{ amount }]);
  }
  expect((await timeline(order, ours, true)).slice(-4)).toMatchObject([
    { amount: whole, lines: 2 },
    {},
    { amount: whole },
    { amount: whole },
  ]);
});
