import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { voiceOf } from "@/lib/notifications/voice";
import { writeOrderLetter } from "@/lib/notifications/write-order-letter";
import { changeOrderStatus } from "../change-status";
import { toldHistoryOf } from "../history";
import { invoiceOf } from "../invoice";
import { oweRefund } from "../owe-refund";
import { listAlerts, readAlerts } from "../read-alerts";
import { readOrder } from "../read-order";
import { readRefundable } from "../read-refundable";
import { recordDispute } from "../record-dispute";
import { allThatIsLeft } from "../refund";
import { refundOrder } from "../refund-order";
import { settlePayment } from "../settle-payment";
import { oweAgain } from "./owe-again";
import { reconcile } from "./reconcile";
import { settleByHand } from "./settle-by-hand";

const database = useDatabase();
let day: PaymentDay;
let world: World;
let patient: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  const worlds = await makeCaptureWorlds(database.db);
  world = worlds.at_once;
  patient = worlds.on_shipment;
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });
const operator = () => ({ merchantId: world.merchantId, staffId: newId() });
const reconciled = async (minutes = 15) => {
  await day.advance(minutes);
  await reconcile(database.db, day.provider, day.now());
  await day.runJobs();
};
const openOf = ({ orderId }: Ref) => database.db.bookDifference.findMany({ where: { orderId, resolvedAt: null } });

async function paidOrder(of = world) {
  const variant = await makeProduct(database.db, of, { prices: { USD: 1_900 } });
  const order = await makeOrder(database.db, [{ ...variant, quantity: 2 }], "en-US", day.now());
  await day.pay(order);
  const read = await readOrder(database.db, order);
  return { ...order, lineId: read?.lines[0]?.lineId ?? "", intent: read?.payment?.paymentIntentId ?? "" };
}

/** One unit of two, that the bank sends back; and the difference that tells of it. */
async function refundThatFailed() {
  const order = await paidOrder();
  const refundId = newId();
  const choice = { lines: [{ lineId: order.lineId, quantity: 1 }], shippingAmount: 0 };
  const wish = { ...keyOf(order), refundId, choice, reason: "damaged", note: "" };
  const given = await refundOrder(database.db, operator(), wish, day.now());
  await day.runJobs();
  await bankSendsBack(order, refundId);
  await reconciled();
  return { order, refundId, amount: given.ok ? given.value.amount : 0, differenceId: `refund_failed:${refundId}` };
}

async function bankSendsBack(order: Ref, refundId: string): Promise<void> {
  const { providerRefundId } = await database.db.refund.findFirstOrThrow({ where: { ...keyOf(order), refundId } });
  await day.control("refunds/fail", { refundId: providerRefundId });
  await day.tellNew();
}

test("a refund that the bank sent back is told its buyer and whoever sends the order, until it is owed again", async () => {
  const { db } = database;
  const { order, refundId, amount, differenceId } = await refundThatFailed();
  // That it was on its way, nobody had been told yet.
  const causes = (await db.notice.findMany({ where: keyOf(order) })).map(({ cause }) => cause);
  expect(causes.toSorted()).toEqual(["confirmed", `refund_failed:${refundId}`]);
  expect(await openOf(order)).toMatchObject([{ differenceId, kind: "refund_failed" }]);
  const read = await readOrder(db, order);
  const voice = await voiceOf("en-US");
  const letter = read && (await writeOrderLetter(db, read, `refund_failed:${refundId}`, voice));
  expect(letter?.subject).toContain(voice.money(amount, "USD"));
  expect(toldHistoryOf(read?.events ?? []).at(-1)).toMatchObject({ type: "refund_failed", detail: { amount } });
  expect(await readAlerts(db, world.merchantId, order)).toMatchObject({
    lost: 0,
    failedRefunds: [{ refundId, amount }],
  });
  expect(await listAlerts(db, world.merchantId, [order])).toEqual(new Map([[order.orderId, ["refund_failed"]]]));
  // Of what the other merchants of an order give back, nobody else is told.
  expect(await listAlerts(db, newId(), [order])).toEqual(new Map());
  expect(await oweAgain(db, operator(), differenceId, day.now())).toMatchObject({ ok: true });
  expect(await listAlerts(db, world.merchantId, [order])).toEqual(new Map());
});

test("who has the money back from the bank itself is not told that a refund failed", async () => {
  const { db } = database;
  const order = await paidOrder();
  const refundId = newId();
  const choice = { lines: [{ lineId: order.lineId, quantity: 1 }], shippingAmount: 0 };
  await refundOrder(db, operator(), { ...keyOf(order), refundId, choice, reason: "damaged", note: "" }, day.now());
  await day.runJobs();
  const about = {
    disputeId: `du_${order.orderId}`,
    reason: "general",
    amount: order.total,
    currency: "USD",
    dueBy: null,
  };
  const at = { openedAt: day.now(), toldAt: day.now() };
  await recordDispute(db, order, { ...about, ...at, status: "needs_response" }, day.now());
  await bankSendsBack(order, refundId);
  const causes = (await db.notice.findMany({ where: keyOf(order) })).map(({ cause }) => cause);
  expect(causes).toEqual(["confirmed"]);
  const told = toldHistoryOf((await readOrder(db, order))?.events ?? []).map(({ type }) => type);
  expect(told).not.toContain("refund_failed");
  expect(await listAlerts(db, world.merchantId, [order])).toEqual(
    new Map([[order.orderId, ["refund_failed", "disputed"]]]),
  );
});

test("a refund that the bank sent back is owed again, for the same units, once", async () => {
  const { db } = database;
  const { order, refundId, amount, differenceId } = await refundThatFailed();
  expect(await openOf(order)).toMatchObject([{ differenceId, kind: "refund_failed" }]);
  const who = operator();
  const tries = await Promise.all([1, 2, 3].map(() => oweAgain(db, who, differenceId, day.now())));
  expect(tries.filter(({ ok }) => ok)).toMatchObject([{ ok: true, value: { amount, creditAmount: 0 } }]);
  await day.runJobs();
  const refunds = await db.refund.findMany({ where: keyOf(order), include: { lines: true } });
  expect(refunds.map((refund) => [refund.status, refund.amount, refund.lines[0]?.quantity]).toSorted()).toEqual([
    ["failed", amount, 1],
    ["succeeded", amount, 1],
  ]);
  expect(refunds.find((refund) => refund.refundId !== refundId)?.actor).toBe(`staff:${who.staffId}`);
  expect((await readRefundable(db, order))?.lines).toMatchObject([{ settledQuantity: 1, settledAmount: amount }]);
  expect(await db.auditEntry.findMany({ where: { subject: differenceId } })).toMatchObject([
    { action: "books.owe_again", staffId: who.staffId },
  ]);
  await reconciled();
  expect(await openOf(order)).toEqual([]);
});

test("a refund is not owed again of what a bank has taken back", async () => {
  const { order, differenceId } = await refundThatFailed();
  const dispute = { disputeId: "du_1", reason: "fraudulent", amount: order.total, currency: "USD", dueBy: null };
  const told = { openedAt: day.now(), toldAt: day.now() };
  await recordDispute(database.db, order, { ...dispute, ...told, status: "needs_response" }, day.now());
  const refused = { ok: false, error: { code: "disputed" } };
  expect(await oweAgain(database.db, operator(), differenceId, day.now())).toEqual(refused);
  await recordDispute(database.db, order, { ...dispute, ...told, status: "lost" }, day.now());
  const lost = { ok: false, error: { code: "too_much" } };
  expect(await oweAgain(database.db, operator(), differenceId, day.now())).toEqual(lost);
  expect(await openOf(order)).toMatchObject([{ differenceId }]);
});

test("what was owed again and failed again is a difference of its own, and the first stays closed", async () => {
  const { order, differenceId, refundId } = await refundThatFailed();
  await oweAgain(database.db, operator(), differenceId, day.now());
  await day.runJobs();
  const again = await database.db.refund.findFirstOrThrow({ where: { ...keyOf(order), refundId: { not: refundId } } });
  await bankSendsBack(order, again.refundId);
  await reconciled();
  expect((await openOf(order)).map((each) => each.differenceId)).toEqual([`refund_failed:${again.refundId}`]);
  expect(await oweAgain(database.db, operator(), differenceId, day.now())).toMatchObject({ ok: false });
});

test("money that came twice and could not go back is owed again", async () => {
  const { db } = database;
  const order = await paidOrder();
  const { total: amount, currency } = order;
  const twice = { ...keyOf(order), sessionId: null, paymentIntentId: "pi_of_nobody", amount, currency };
  expect(await settlePayment(db, { ...twice, actor: "stripe" }, day.now())).toBe("refunding");
  const unknown = () => expect(day.runJobs()).rejects.toThrow("No such payment_intent");
  await unknown();
  await day.advance(60);
  for (let time = 0; time < 2; time += 1) await reconciled();
  const [open] = (await openOf(order)).filter(({ kind }) => kind === "refund_failed");
  expect(await oweAgain(db, operator(), open?.differenceId ?? "", day.now())).toMatchObject({
    ok: true,
    value: { amount, creditAmount: 0 },
  });
  await unknown();
  expect(await db.refund.count({ where: { ...keyOf(order), paymentIntentId: "pi_of_nobody" } })).toBe(2);
  expect(await readOrder(db, order)).toMatchObject({ status: "paid", payment: { status: "paid", refundedAmount: 0 } });
});

test("a refund made outside is settled by hand: on record, closed for good, its units and money gone", async () => {
  const { db } = database;
  const { order, amount, differenceId } = await refundThatFailed();
  const who = operator();
  const how = { differenceId, reason: "Transferred on 3 March" };
  expect(await settleByHand(db, who, how, day.now())).toBe(true);
  expect(await settleByHand(db, who, how, day.now())).toBe(false);
  await reconciled();
  expect(await openOf(order)).toEqual([]);
  expect(await db.bookDifference.findUniqueOrThrow({ where: { differenceId } })).toMatchObject({
    settledBy: who.staffId,
    settledReason: how.reason,
  });
  expect(await db.auditEntry.findMany({ where: { subject: differenceId } })).toMatchObject([
    { action: "books.settle", staffId: who.staffId, data: { reason: how.reason } },
  ]);
  expect((await readOrder(db, order))?.events.at(-1)).toMatchObject({
    type: "reconciled",
    actor: `staff:${who.staffId}`,
    data: { note: how.reason },
  });
  const refundable = await readRefundable(db, order);
  if (!refundable) throw new Error("the order is there");
  expect(allThatIsLeft(refundable).lines).toEqual([{ lineId: order.lineId, quantity: 1 }]);
  const owe = (sum: number) =>
    inTransaction(db, (tx) => oweRefund(tx, order, { amount: sum, reason: "goodwill", actor: "clock" }, day.now()));
  expect(await owe(order.total)).toMatchObject({ ok: false, error: { left: order.total - amount } });

  await inTransaction(db, (tx) => changeOrderStatus(tx, order, "cancelled", day.now()));
  expect(await owe(order.total - amount)).toMatchObject({ ok: true });
  await day.runJobs();
  await reconciled();
  expect(await openOf(order)).toEqual([]);
});

test("an order whose money was let go can't be paid again, and ships once it is settled by hand that it was paid", async () => {
  const { db } = database;
  const { merchantId } = patient;
  const order = await paidOrder(patient);
  await cutFulfilments(db, order, day.now());
  await day.stripe.paymentIntents.cancel(order.intent);
  await day.tellNew();
  await reconciled();
  expect(await day.open(order)).toBeNull();
  const [open] = await openOf(order);
  expect(open).toMatchObject({ kind: "authorization_lost", data: { ours: order.total, theirs: 0 } });

  const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId: order.orderId } });
  const parcel = { fulfilmentId, shipmentId: newId(), carrier: "ups", tracking: "1Z999AA10123456784" } as const;
  const ship = () => shipFulfilment(db, { merchantId, staffId: newId() }, parcel, day.now());
  expect(await ship()).toEqual({ ok: false, error: { code: "payment_lost" } });
  const how = { differenceId: open?.differenceId ?? "", reason: "Transferred on 3 March" };
  expect(await settleByHand(db, operator(), how, day.now())).toBe(false);
  const paid = { ...how, outcome: "paid_otherwise" as const };
  expect(await settleByHand(db, operator(), paid, day.now())).toBe(true);
  expect(await ship()).toMatchObject({ ok: true });
  expect(await day.runJobs()).toContain("payments.capture");
  await reconciled();
  expect(await openOf(order)).toEqual([]);
  const [shipped, settled] = await Promise.all([readOrder(db, order), readRefundable(db, order)]);
  expect(shipped).toMatchObject({ status: "shipped", payment: { status: "voided" } });
  if (!shipped || !settled) throw new Error("the order is there");
  const { netAmount, calledOffAmount, taxAmount, taxes } = invoiceOf(shipped, settled);
  expect({ netAmount, calledOffAmount }).toEqual({ netAmount: order.total, calledOffAmount: 0 });
  expect(taxes.reduce((sum, { netTaxAmount }) => sum + netTaxAmount, 0)).toBe(taxAmount);
});

test("a difference that was settled by hand comes back when its figures change", async () => {
  const { db } = database;
  const order = await paidOrder();
  const setCaptured = (capturedAmount: number) =>
    db.payment.update({ where: { customerId_orderId: keyOf(order) }, data: { capturedAmount, updatedAt: day.now() } });
  await setCaptured(order.total - 1);
  await reconciled();
  const [open] = await openOf(order);
  const differenceId = open?.differenceId ?? "";
  expect(await settleByHand(db, operator(), { differenceId, reason: "Known at Stripe" }, day.now())).toBe(true);
  await setCaptured(order.total - 1);
  await reconciled();
  expect(await openOf(order)).toEqual([]);
  await setCaptured(order.total - 2);
  await reconciled();
  expect(await openOf(order)).toMatchObject([{ differenceId, settledAt: null, settledReason: null }]);
});

test("a failed refund that is open is looked at again however long ago it failed", async () => {
  const { db } = database;
  const { order, amount } = await refundThatFailed();
  await day.advance(100 * 24 * 60);
  expect(await openOf(order)).toHaveLength(1);
  await inTransaction(db, (tx) => oweRefund(tx, order, { amount, reason: "goodwill", actor: "clock" }, day.now()));
  await reconciled();
  expect(await openOf(order)).toEqual([]);
});
