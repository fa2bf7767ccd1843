import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeVariant, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { noticeLowStock } from "@/lib/inventory/notice-low-stock";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { loseAuthorization } from "@/lib/orders/lose-authorization";
import { readOrder } from "@/lib/orders/read-order";
import { recordDispute } from "@/lib/orders/record-dispute";
import { recordFraudWarning } from "@/lib/orders/record-fraud-warning";
import { recordRefund } from "@/lib/orders/record-refund";
import { refundOrder } from "@/lib/orders/refund-order";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { cancelReturn } from "@/lib/orders/returns/cancel-return";
import { exchangeReturn } from "@/lib/orders/returns/exchange-return";
import { inspectReturn } from "@/lib/orders/returns/inspect-return";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { refundReturn } from "@/lib/orders/returns/refund-return";
import { rejectReturn } from "@/lib/orders/returns/reject-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { webhookTypeSchema, webhookTypes } from "./webhook";
import { webhookData } from "./webhook-data";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const staffId = newId();
const staff = () => ({ merchantId: world.merchantId, staffId });
const days = (count: number) => new Date(noon.getTime() + count * 24 * 3_600_000);

async function bought(quantity: number) {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: quantity });
  const replacement = await makeVariant(db, world, variant);
  const order = await makeSettledOrder(db, [{ ...variant, quantity }]);
  await cutFulfilments(db, order, days(1));
  const { customerId, orderId, currency, paymentIntentId } = order;
  const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
  return { customerId, orderId, currency, paymentIntentId, lineId, variant, replacement };
}
type Bought = Awaited<ReturnType<typeof bought>>;

async function deliver({ orderId }: Bought): Promise<void> {
  const { db } = database;
  const { merchantId } = world;
  const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId } });
  const parcel = { fulfilmentId, shipmentId: newId() };
  const input = { ...parcel, carrier: "ups" as const, tracking: "1Z" };
  expect(await shipFulfilment(db, staff(), input, days(2))).toMatchObject({ ok: true });
  expect(await markDelivered(db, staff(), parcel, days(3))).toMatchObject({ ok: true });
}

async function ask({ customerId, orderId, lineId }: Bought, exchangeVariantId?: string): Promise<{ returnId: string }> {
  const returnId = newId();
  const line = {
    lineId,
    quantity: 1,
    reason: "wrong_size" as const,
    ...(exchangeVariantId ? { exchangeVariantId } : {}),
  };
  const resolution = exchangeVariantId ? ("exchange" as const) : ("refund" as const);
  const wish = { customerId, orderId, returnId, resolution, comment: "", lines: [line] };
  expect(await requestReturn(database.db, wish, days(4))).toMatchObject({ ok: true });
  return { returnId };
}

async function inspected(order: Bought, exchangeVariantId?: string): Promise<{ returnId: string }> {
  const { db } = database;
  const { returnId } = await ask(order, exchangeVariantId);
  await approveReturn(db, staff(), { returnId }, days(5));
  await receiveReturn(db, staff(), { returnId }, days(6));
  await inspectReturn(db, staff(), { returnId, lines: [{ lineId: order.lineId, accepted: 1, restock: 1 }] }, days(7));
  return { returnId };
}

async function callOff({ customerId, orderId }: Bought): Promise<void> {
  const key = { customerId, orderId, cancellationId: newId() };
  const wish = { ...key, lines: "all" as const, reason: "sold_out", actor: "clock" as const };
  expect(await cancelLines(database.db, wish, days(2))).toMatchObject({ ok: true });
  await cutFulfilments(database.db, key, days(2));
}

async function refund(order: Bought, status: "succeeded" | "failed"): Promise<void> {
  const { db } = database;
  const { customerId, orderId, lineId, currency, paymentIntentId } = order;
  const refundId = newId();
  const choice = { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 };
  const wish = { customerId, orderId, refundId, choice, reason: "damaged", note: "" };
  const given = await refundOrder(db, staff(), wish, days(8));
  if (!given.ok) throw new Error(given.error.code);
  const { amount } = given.value;
  const told = {
    providerRefundId: `re_${refundId}`,
    paymentIntentId,
    amount,
    currency,
    status,
    failure: null,
    refundId,
  };
  expect(await recordRefund(db, order, told, days(8))).toBe(true);
}

async function dispute(order: Bought, status: string, day: number): Promise<void> {
  const facts = { reason: "duplicate", amount: 100, currency: order.currency, dueBy: null, openedAt: days(8) };
  await recordDispute(
    database.db,
    order,
    { disputeId: `dp_${order.orderId}`, status, ...facts, toldAt: days(day) },
    days(day),
  );
}

async function loseMoney(): Promise<void> {
  const { db } = database;
  const order = await makeSettledOrder(db, [await makeProduct(db, world)], { authorizedUntil: days(7) });
  expect(await loseAuthorization(db, order, order.paymentIntentId, days(8))).toBe(true);
}

async function warnOfFraud(): Promise<void> {
  const of = await makeSettledOrder(database.db, [await makeProduct(database.db, world)]);
  const warning = { warningId: `issfr_${of.orderId}`, fraudType: "misc", isActionable: true };
  await recordFraudWarning(database.db, of, { ...warning, paymentIntentId: of.paymentIntentId }, days(8));
}

it("every event an endpoint can ask for is told by what a shop goes through, and tells what is said of it", async () => {
  const { db } = database;
  const order = await bought(6);
  await noticeLowStock(db, order.variant, days(1));
  await callOff(await bought(1));
  await deliver(order);
  await rejectReturn(db, staff(), { ...(await ask(order)), reason: "used" }, days(5));
  await cancelReturn(db, { customerId: order.customerId, orderId: order.orderId, ...(await ask(order)) }, days(5));
  expect(await refundReturn(db, staff(), await inspected(order), days(8))).toMatchObject({ ok: true });
  const exchange = await inspected(order, order.replacement.variantId);
  expect(await exchangeReturn(db, staff(), exchange, days(8))).toMatchObject({ ok: true });
  await refund(order, "succeeded");
  await refund(order, "failed");
  await dispute(order, "needs_response", 8);
  await dispute(order, "lost", 9);
  await loseMoney();
  await warnOfFraud();

  const rows = z.array(z.object({ type: webhookTypeSchema, data: z.unknown() })).parse(
    await db.$queryRaw`
      select p.payload->>'type' as type, p.payload->'data' as data from graphile_worker._private_jobs p
        join graphile_worker._private_tasks t on t.id = p.task_id where t.identifier = 'webhooks.publish'`,
  );
  expect([...new Set(rows.map(({ type }) => type))].toSorted()).toEqual([...webhookTypes].toSorted());
  for (const { type, data } of rows)
    expect([type, webhookData[type].strict().safeParse(data).error]).toEqual([type, undefined]);
});
