import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBuyer, makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { days } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { attemptsMax } from "@/lib/jobs/queue";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import type { Window } from "@/lib/payments/provider";
import { cancelLines } from "../cancel-lines";
import { capturePayment } from "../capture-payment";
import { changeOrderStatus } from "../change-status";
import { oweRefund } from "../owe-refund";
import { readAmountDue } from "../read-amount-due";
import { readOrder } from "../read-order";
import { recordDispute } from "../record-dispute";
import { refundPayment } from "../refund-payment";
import { budgetOf } from "./budget";
import { followOpenPayments } from "./follow-open-payments";
import { inStep } from "./in-step";
import { reconcile } from "./reconcile";
import { settleByHand } from "./settle-by-hand";
import { walk } from "./walk";

const database = useDatabase();
let day: PaymentDay;
let hasty: World;
let patient: World;
beforeAll(async () => {
  const { db } = database;
  day = await startPaymentDay(db);
  hasty = await makeWorld(db);
  patient = await makeWorld(db);
  await db.merchant.update({ where: { merchantId: patient.merchantId }, data: { captureMode: "on_shipment" } });
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };

async function orderOn(world: World, quantity = 1) {
  const variant = await makeProduct(database.db, world);
  const order = await makeOrder(database.db, [{ ...variant, quantity }], "en-US", day.now());
  return { order, variant, url: (await day.open(order)) ?? "" };
}

async function paidOrder(world = hasty, quantity = 1) {
  const { order, url } = await orderOn(world, quantity);
  await day.payByCard(url);
  await day.tellNew();
  const intent = (await readOrder(database.db, order))?.payment?.paymentIntentId ?? "";
  return { order, intent };
}

/** So many units of one product, paid by card. */
const paidByCard = async (quantity: number): Promise<Ref> => (await paidOrder(hasty, quantity)).order;

/** So many units whose money was set aside, and taken in Stripe's back office but for the price of a few, and a bit. */
async function takenShort(quantity: number, missing: number) {
  const { order, intent } = await paidOrder(patient, quantity);
  const [line] = (await readOrder(database.db, order))?.lines ?? [];
  if (!line) throw new Error("the order has a line");
  await day.stripe.paymentIntents.capture(intent, { amount_to_capture: order.total - missing * line.unitAmount - 100 });
  await day.tellNew();
  const callOff = (units: number) => {
    const lines = [{ lineId: line.lineId, quantity: units }];
    const wish = { ...order, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" } as const;
    return cancelLines(database.db, wish, day.now());
  };
  const payment = async () => (await readOrder(database.db, order))?.payment;
  return { order, intent, callOff, payment };
}

/** A quarter of an hour goes by, and the clock's job runs, with all that it starts. */
async function quarterHour() {
  await day.advance(15);
  const did = await reconcile(database.db, day.provider, day.now());
  if (!did) throw new Error("nobody else reconciles here");
  await day.runJobs();
  return did;
}

const forgetJobs = () => database.db.$executeRaw`delete from graphile_worker._private_jobs`;
const setPayment = (order: Ref, data: object) =>
  database.db.payment.update({
    where: { customerId_orderId: { customerId: order.customerId, orderId: order.orderId } },
    data,
  });
const openKinds = async ({ orderId }: Ref) =>
  (await database.db.bookDifference.findMany({ where: { orderId, resolvedAt: null } })).map(({ kind }) => kind);
const typesOf = async (order: Ref) => (await readOrder(database.db, order))?.events.map(({ type }) => type);

describe("what is certain is mended", () => {
  test("a payment that no webhook told of", async () => {
    const { order, url } = await orderOn(hasty);
    await day.payByCard(url);
    await forgetJobs();
    await quarterHour();
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "paid",
      payment: { status: "paid", capturedAmount: order.total },
    });
    expect(await typesOf(order)).toContain("reconciled");
    expect(await openKinds(order)).toEqual([]);
  });

  test("a page that expired unpaid, with every job lost: the stock is given back", async () => {
    const { order } = await orderOn(hasty);
    await day.advance(45);
    await forgetJobs();
    await quarterHour();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "lapsed", payment: { status: "expired" } });
  });

  test.each(["failed", "expired"] as const)(
    "an order whose payment is %s and whose job was given up: it lapses, and its units are for sale",
    async (status) => {
      const { order, variant } = await orderOn(hasty);
      await day.advance(45);
      await forgetJobs();
      await setPayment(order, { status });
      expect(await quarterHour()).toMatchObject({ overdue: 1 });
      expect(await readOrder(database.db, order)).toMatchObject({ status: "lapsed", payment: { status: "expired" } });
      const where = { productId: variant.productId, variantId: variant.variantId };
      expect(await database.db.stockLevel.findMany({ where })).toMatchObject([{ onHand: 10, held: 0 }]);
      expect(await quarterHour()).toMatchObject({ overdue: 0 });
    },
  );

  test.each([
    ["waiting", 0],
    ["dead", attemptsMax],
  ])("an order past its time is left to its own job where there is one: %s", async (_, attempts) => {
    const { db } = database;
    const { order } = await orderOn(hasty);
    await day.advance(45);
    await setPayment(order, { status: "expired" });
    const key = `orders.lapse:${order.orderId}`;
    await db.$executeRaw`update graphile_worker._private_jobs set attempts = ${attempts}, run_at = ${new Date(day.now().getTime() + 3_600_000)} where key = ${key}`;
    const jobs = () =>
      db.$queryRaw`select key, attempts, max_attempts, run_at from graphile_worker.jobs where key = ${key}`;
    const before = await jobs();
    expect(await quarterHour()).toMatchObject({ overdue: 1 });
    expect(await jobs()).toEqual(before);
    expect(await readOrder(db, order)).toMatchObject({ status: "pending_payment" });
    await db.$executeRaw`delete from graphile_worker._private_jobs where key = ${key}`;
    await quarterHour();
    expect(await readOrder(db, order)).toMatchObject({ status: "lapsed" });
  });

  test("an event that never reached the inbox goes through it", async () => {
    const { order, intent } = await paidOrder();
    await day.stripe.refunds.create({ payment_intent: intent, amount: 500 });
    const { missedEvents } = await quarterHour();
    expect(missedEvents).toBeGreaterThan(0);
    expect(await readOrder(database.db, order)).toMatchObject({
      payment: { status: "partially_refunded", refundedAmount: 500 },
    });
    expect(
      await database.db.refund.findMany({ where: { orderId: order.orderId, customerId: order.customerId } }),
    ).toMatchObject([{ status: "succeeded", reason: "dashboard", actor: "stripe", amount: 500 }]);
    expect(await openKinds(order)).toEqual([]);
  });

  test("a refund that was owed and whose job is gone is sent", async () => {
    const { order, intent } = await paidOrder();
    await inTransaction(database.db, (tx) =>
      oweRefund(tx, order, { amount: 700, reason: "goodwill", actor: "clock" }, day.now()),
    );
    await forgetJobs();
    await day.advance(60);
    await quarterHour();
    expect((await day.stripe.refunds.list({ payment_intent: intent })).data).toMatchObject([{ amount: 700 }]);
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { refundedAmount: 700 } });
  });

  test("money set aside for an order that is off, whose job is gone, is let go", async () => {
    const { order, intent } = await paidOrder(patient);
    await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "cancelled", day.now()));
    await forgetJobs();
    await quarterHour();
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: "canceled" });
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "voided" } });
  });

  test("money of a shipped order that was never taken is taken", async () => {
    const { order, intent } = await paidOrder(patient);
    await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "shipped", day.now()));
    await forgetJobs();
    await quarterHour();
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ amount_received: order.total });
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "paid" } });
  });

  test("money of an order that nobody ships is taken a day before it is let go, also where the job is gone", async () => {
    const { order, intent } = await paidOrder(patient);
    await forgetJobs();
    const untilLetGo = (hours: number) =>
      setPayment(order, { authorizedUntil: new Date(day.now().getTime() + hours * 60 * 60_000) });
    await untilLetGo(26);
    await quarterHour();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "authorized" } });
    await untilLetGo(24);
    await quarterHour();
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ amount_received: order.total });
    expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
  });
});

describe("what is not certain is raised, and goes away when it is put right", () => {
  test("another amount taken than we say", async () => {
    const { order } = await paidOrder();
    await setPayment(order, { capturedAmount: order.total - 1, updatedAt: day.now() });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["captured_differs"]);
    await quarterHour();
    expect(await database.db.bookDifference.count({ where: { orderId: order.orderId } })).toBe(1);
    await setPayment(order, { capturedAmount: order.total });
    await quarterHour();
    expect(await openKinds(order)).toEqual([]);
  });

  test("another amount taken than we say, of a payment that somebody took our name off", async () => {
    const { order, intent } = await paidOrder();
    await day.stripe.paymentIntents.update(intent, { metadata: "" });
    await setPayment(order, { capturedAmount: order.total - 1, updatedAt: day.now() });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["captured_differs"]);
    await setPayment(order, { capturedAmount: order.total });
    await quarterHour();
    expect(await openKinds(order)).toEqual([]);
  });

  test("another amount given back than we say", async () => {
    const { order } = await paidOrder();
    await database.db.refund.create({
      data: {
        customerId: order.customerId,
        orderId: order.orderId,
        refundId: newId(),
        status: "succeeded",
        currency: "USD",
        amount: 300,
        paymentAmount: 300,
        reason: "goodwill",
        actor: "test",
        paymentIntentId: (await readOrder(database.db, order))?.payment?.paymentIntentId ?? null,
        createdAt: day.now(),
        updatedAt: day.now(),
      },
    });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["refunded_differs"]);
  });

  test("money for an order that we don't have", async () => {
    const ghost = { customerId: newId(), orderId: newId() };
    await day.stripe.paymentIntents.create({
      amount: 4_200,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
      return_url: "https://shop.example",
      metadata: ghost,
    });
    await quarterHour();
    expect(await openKinds(ghost)).toEqual(["unknown_order"]);
  });

  test("an order paid by a payment that Stripe does not have", async () => {
    const { order } = await orderOn(hasty);
    await setPayment(order, {
      status: "paid",
      paymentIntentId: "pi_out_of_thin_air",
      capturedAmount: order.total,
      updatedAt: day.now(),
    });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["unknown_payment"]);
  });

  test("money set aside that Stripe does not have keeps nobody who waits behind it", async () => {
    const { order: ghost } = await orderOn(patient);
    await setPayment(ghost, { status: "authorized", paymentIntentId: "pi_nowhere", updatedAt: day.now() });
    const waiting = [];
    for (let nth = 0; nth < 6; nth += 1) waiting.push(await orderOn(hasty));
    for (const { url } of waiting) await day.payByCard(url);
    await forgetJobs();
    await quarterHour();
    for (const { order } of waiting) expect(await readOrder(database.db, order)).toMatchObject({ status: "paid" });
    expect(await openKinds(ghost)).toEqual(["unknown_payment"]);
    await setPayment(ghost, { status: "expired", paymentIntentId: null });
  });

  test("a payment that Stripe refuses to tell of keeps nobody who waits behind it, and fails the step", async () => {
    const { order: odd } = await orderOn(hasty);
    const sessionId = (await readOrder(database.db, odd))?.payment?.sessionId;
    const waiting = [];
    for (let nth = 0; nth < 6; nth += 1) waiting.push(await orderOn(hasty));
    for (const { url } of waiting) await day.payByCard(url);
    await forgetJobs();
    const error = { type: "invalid_request_error", code: "parameter_invalid" };
    await day.control("faults", { match: `GET /v1/checkout/sessions/${sessionId}`, status: 400, error, times: 2 });
    await day.advance(15);
    const followed = followOpenPayments(database.db, day.provider, budgetOf(60_000), day.now());
    await expect(followed).rejects.toThrow("Some payments could not be asked about");
    for (const { order } of waiting) expect(await readOrder(database.db, order)).toMatchObject({ status: "paid" });
    await quarterHour();
  });

  test("money of an order that is off, neither given back nor owed", async () => {
    const { order } = await paidOrder();
    await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "cancelled", day.now()));
    await quarterHour();
    expect(await openKinds(order)).toEqual(["money_kept"]);
    await inTransaction(database.db, (tx) =>
      oweRefund(tx, order, { amount: order.total, reason: "cancelled", actor: "clock" }, day.now()),
    );
    await quarterHour();
    expect(await openKinds(order)).toEqual([]);
  });

  test.each(["under_review", "lost"])(
    "money of an order that is off is not kept where a bank has it: %s",
    async (status) => {
      const { order } = await paidOrder();
      await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "cancelled", day.now()));
      const dispute = { disputeId: newId(), reason: "fraudulent", amount: order.total, currency: "USD", dueBy: null };
      const told = { ...dispute, status, openedAt: day.now(), toldAt: day.now() };
      await recordDispute(database.db, order, told, day.now());
      await quarterHour();
      expect(await openKinds(order)).toEqual([]);
    },
  );

  test("money of units that were called off, neither given back nor owed", async () => {
    const order = await paidByCard(3);
    const [line] = (await readOrder(database.db, order))?.lines ?? [];
    if (!line) throw new Error("the order has a line");
    await database.db.orderLine.updateMany({ where: { orderId: order.orderId }, data: { cancelledQuantity: 1 } });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["money_kept"]);
    const unit = Math.ceil((line.totalAmount + line.taxAmount) / 3);
    await inTransaction(database.db, (tx) =>
      oweRefund(tx, order, { amount: unit, reason: "cancelled", actor: "clock" }, day.now()),
    );
    await quarterHour();
    expect(await openKinds(order)).toEqual([]);
  });

  test("an order to be shipped whose money somebody let go in Stripe's back office", async () => {
    const { order, intent } = await paidOrder(patient);
    await day.stripe.paymentIntents.cancel(intent);
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { status: "voided" } });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["authorization_lost"]);
  });

  test("less taken in Stripe's back office than is due; what was called off before is not missed", async () => {
    const short = await paidOrder(patient);
    await day.stripe.paymentIntents.capture(short.intent, { amount_to_capture: 500 });
    await day.tellNew();
    expect(await readOrder(database.db, short.order)).toMatchObject({
      payment: { status: "paid", capturedAmount: 500 },
    });
    const { order } = await paidOrder(patient, 3);
    const lines = [{ lineId: (await readOrder(database.db, order))?.lines[0]?.lineId ?? "", quantity: 1 }];
    const wish = { ...order, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" as const };
    expect(await cancelLines(database.db, wish, day.now())).toMatchObject({ ok: true });
    await capturePayment(database.db, day.provider, order, day.now());
    expect((await readOrder(database.db, order))?.payment?.capturedAmount).toBeLessThan(order.total);
    await quarterHour();
    expect(await openKinds(short.order)).toEqual(["captured_short"]);
    expect(await openKinds(order)).toEqual([]);
  });

  test("less taken than is due, while units are called off: only what was taken beyond what is due now goes back", async () => {
    const { order, callOff, payment } = await takenShort(5, 2);
    expect(await callOff(1)).toMatchObject({ ok: true });
    await quarterHour();
    expect(await payment()).toMatchObject({ status: "paid", refundedAmount: 0 });
    expect(await openKinds(order)).toEqual(["captured_short"]);
    expect(await callOff(2)).toMatchObject({ ok: true });
    await quarterHour();
    const { capturedAmount = 0, refundedAmount = 0 } = (await payment()) ?? {};
    expect(refundedAmount).toBeGreaterThan(0);
    expect(capturedAmount - refundedAmount).toBe(await readAmountDue(database.db, order));
    expect(await openKinds(order)).toEqual([]);

    expect(await callOff(2)).toMatchObject({ ok: true, value: { all: true } });
    await quarterHour();
    expect(await payment()).toMatchObject({ status: "refunded", refundedAmount: capturedAmount });
    expect(await openKinds(order)).toEqual([]);
  });

  test("what was missing and is settled by hand was paid otherwise, and what is called off then goes back whole", async () => {
    const { order, intent, callOff, payment } = await takenShort(3, 1);
    await quarterHour();
    const who = { staffId: newId(), merchantId: patient.merchantId };
    const how = {
      differenceId: `captured_short:${intent}`,
      reason: "paid by bank transfer",
      outcome: "paid_otherwise" as const,
    };
    expect(await settleByHand(database.db, who, how, day.now())).toBe(true);
    const dueBefore = await readAmountDue(database.db, order);
    expect(await callOff(1)).toMatchObject({ ok: true });
    await day.runJobs();
    await day.tellNew();
    const back = dueBefore - (await readAmountDue(database.db, order));
    expect(await payment()).toMatchObject({ refundedAmount: back });
  });

  test("what was missing and is written off never goes back", async () => {
    const { order, intent, callOff, payment } = await takenShort(3, 1);
    await quarterHour();
    const who = { staffId: newId(), merchantId: patient.merchantId };
    const how = { differenceId: `captured_short:${intent}`, reason: "goodwill", outcome: "written_off" as const };
    expect(await settleByHand(database.db, who, how, day.now())).toBe(true);
    expect(await callOff(1)).toMatchObject({ ok: true });
    await day.runJobs();
    await day.tellNew();
    const { capturedAmount = 0, refundedAmount = 0 } = (await payment()) ?? {};
    expect(refundedAmount).toBe(Math.max(0, capturedAmount - (await readAmountDue(database.db, order))));
    expect(await openKinds(order)).toEqual([]);
  });

  test("a refund that the bank sent back, until as much is owed again", async () => {
    const { order } = await paidOrder();
    const owe = () =>
      inTransaction(database.db, (tx) =>
        oweRefund(tx, order, { amount: 900, reason: "goodwill", actor: "clock" }, day.now()),
      );
    await owe();
    await refundPayment(database.db, day.provider, order, day.now());
    const key = { customerId: order.customerId, orderId: order.orderId };
    const { providerRefundId } = await database.db.refund.findFirstOrThrow({ where: key });
    await day.control("refunds/fail", { refundId: providerRefundId });
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "paid", refundedAmount: 0 } });
    await quarterHour();
    expect(await openKinds(order)).toEqual(["refund_failed"]);
    await owe();
    await quarterHour();
    expect(await openKinds(order)).toEqual([]);
  });
});

test("an order that was paid by card keeps the money of units that went back as store credit", async () => {
  const order = await paidByCard(3);
  const back = { amount: 2_000, reason: "exchanged", actor: "clock" } as const;
  await inTransaction(database.db, (tx) => oweRefund(tx, order, { ...back, to: "store_credit" }, day.now()));
  await inTransaction(database.db, (tx) => oweRefund(tx, order, back, day.now()));
  await quarterHour();
  expect((await readOrder(database.db, order))?.payment).toMatchObject({
    status: "partially_refunded",
    refundedAmount: 2_000,
  });
  expect(await openKinds(order)).toEqual([]);
});

/** Five units, seven tenths of them paid by gift card and the rest by card. */
async function paidInPartByCredit(world: World) {
  const { db } = database;
  const variant = await makeProduct(db, world);
  const buyer = await makeBuyer(db, [{ ...variant, quantity: 5 }]);
  const { customerId, form, market } = buyer;
  const card = { amount: Math.floor(form.expectedTotal * 0.7), currency: "USD", email: null, locale: "en-US" } as const;
  const secret = "a secret of the tests, long enough to be one";
  const gift = await issueGiftCard(
    db,
    { cardId: newId(), ...card, expiresAt: null, actor: `staff:${newId()}` },
    { secret },
    day.now(),
  );
  const paying = { customerId, market, form: { ...form, expectedCredit: card.amount }, giftCard: gift.codeHash };
  const placed = await placeOrder(db, paying, day.now());
  if (!placed.ok) throw new Error(placed.error.code);
  const order = placed.value;
  await day.pay(order);
  const [line] = (await readOrder(db, order))?.lines ?? [];
  if (!line) throw new Error("the order has a line");
  const lines = [{ lineId: line.lineId, quantity: 3 }];
  const wish = { ...order, cancellationId: newId(), lines, reason: "out_of_stock", actor: "clock" } as const;
  return { order, total: form.expectedTotal, callOffThree: () => cancelLines(db, wish, day.now()) };
}

test("an order paid in part by credit, whose money went back in part as credit, keeps what it stands for", async () => {
  const { db } = database;
  const { order, total, callOffThree } = await paidInPartByCredit(hasty);
  const unit = Math.floor(total / 6);
  await inTransaction(db, (tx) =>
    oweRefund(tx, order, { amount: unit, reason: "goodwill", actor: "clock", to: "store_credit" }, day.now()),
  );
  expect(await callOffThree()).toMatchObject({ ok: true });
  await quarterHour();
  const payment = (await readOrder(db, order))?.payment;
  expect(payment?.refundedAmount).toBeGreaterThan(0);
  expect(payment?.capturedAmount).toBeGreaterThan(payment?.refundedAmount ?? 0);
  expect(await openKinds(order)).toEqual([]);
});

test("an order paid in part by credit, whose money was let go, keeps the credit that its other units cost", async () => {
  const { db } = database;
  const { order, total, callOffThree } = await paidInPartByCredit(patient);
  await day.stripe.paymentIntents.cancel((await readOrder(db, order))?.payment?.paymentIntentId ?? "");
  await day.tellNew();
  expect(await readOrder(db, order)).toMatchObject({ payment: { status: "voided" } });
  const cancelled = await callOffThree();
  const { customerId, orderId } = order;
  const credits = await db.orderCredit.findMany({ where: { customerId, orderId } });
  const kept = credits.reduce((sum, { amount, refundedAmount }) => sum + amount - refundedAmount, 0);
  expect(cancelled).toMatchObject({ ok: true, value: { amount: total - kept } });
  await quarterHour();
  expect(await openKinds(order)).toEqual([]);
});

test("payments that are plainly in step are told together, and nothing else is taken for one", async () => {
  const { db } = database;
  const paid = [await paidOrder(), await paidOrder(), await paidOrder(), await paidOrder(), await paidOrder()] as const;
  const [plain, refunded, called, off, short] = paid;
  const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });
  await inTransaction(db, (tx) =>
    oweRefund(tx, refunded.order, { amount: 100, reason: "goodwill", actor: "clock" }, day.now()),
  );
  await db.orderLine.updateMany({ where: keyOf(called.order), data: { cancelledQuantity: 1 } });
  await inTransaction(db, (tx) => changeOrderStatus(tx, off.order, "cancelled", day.now()));
  const theirs = await Promise.all(paid.map(({ intent }) => day.provider.readIntent(intent)));
  const told = theirs.map((state, nth) =>
    paid[nth] === short ? { ...state, capturedAmount: state.capturedAmount - 1 } : state,
  );
  expect(await inStep(db, told)).toEqual(new Set([plain.intent]));

  const [state] = theirs;
  if (!state) throw new Error("the provider has none of them");
  const wrong = [
    { ...state, refundedAmount: 1 },
    { ...state, status: "authorized" as const },
    { ...state, paymentIntentId: "pi_of_another_page" },
    { ...state, order: keyOf(short.order) },
    { ...state, order: null },
  ];
  for (const intent of wrong) expect(await inStep(db, [intent])).toEqual(new Set());
});

test("what is told after a comparison by a clock that was days ahead is found all the same", async () => {
  const { db } = database;
  const { order, intent } = await paidOrder();
  await day.advance(15);
  await reconcile(db, day.provider, new Date(day.now().getTime() + days(3)));
  const unheard = await day.stripe.refunds.create({ payment_intent: intent, amount: 100 });
  await db.payment.updateMany({ where: { orderId: order.orderId }, data: { updatedAt: day.now() } });
  await day.advance(15);
  await reconcile(db, day.provider, day.now());
  await day.runJobs();
  const refunds = await db.refund.findMany({ where: { orderId: order.orderId } });
  expect(refunds).toMatchObject([{ providerRefundId: unheard.id, status: "succeeded" }]);
  await day.control("refunds/fail", { refundId: unheard.id });
  await day.advance(15);
  await reconcile(db, day.provider, day.now());
  await day.runJobs();
  expect((await readOrder(db, order))?.payment).toMatchObject({ refundedAmount: 0 });
});

test("a walk that dies goes on where it was, and leaves nothing out", async () => {
  const { db } = database;
  const began = day.now().getTime();
  const made = Array.from({ length: 57 }, (_, nth) => ({ id: `thing-${nth}`, at: began + nth * 60_000 }));
  let calls = 0;
  const list = async ({ from, until, after }: Window) => {
    calls += 1;
    if (calls % 3 === 0) throw new Error("killed");
    const inside = made.filter(({ at }) => at >= from.getTime() && at < until.getTime()).toReversed();
    const rest = inside.slice(after ? inside.findIndex(({ id }) => id === after) + 1 : 0);
    const items = rest.slice(0, 5);
    return { items, next: rest.length > 5 ? (items.at(-1)?.id ?? null) : null };
  };
  const seen = new Set<string>();
  for (let run = 0; run < 40; run += 1) {
    const now = new Date(began + Math.min(run, 30) * 5 * 60_000);
    const visit = async (items: { id: string }[]) => items.forEach(({ id }) => void seen.add(id));
    await walk(db, { name: "test", lagMs: 60_000, pagesMax: 4, now }, list, visit).catch(() => undefined);
  }
  expect(seen.size).toBe(made.length);
});
