import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBuyer } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { toldHistoryOf } from "../history";
import { oweRefund } from "../owe-refund";
import { readMoneyLeft } from "../read-money-left";
import { readOrder } from "../read-order";
import { refundOrder } from "../refund-order";
import { oweAgain, previewOweAgain } from "./owe-again";
import { reconcile } from "./reconcile";
import { settleByHand } from "./settle-by-hand";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

const operator = () => ({ merchantId: world.merchantId, staffId: newId(), operator: true });
const owe = (differenceId: string) => oweAgain(database.db, operator(), differenceId, day.now());
const settle = (differenceId: string) =>
  settleByHand(database.db, operator(), { differenceId, reason: "Transferred" }, day.now());

/** Ordered at these prices; of the total, the card pays so much, and store credit the rest. */
async function paidOrder(lines: { price: number; quantity?: number }[], byCard: (total: number) => number) {
  const { db } = database;
  const variants: { productId: string; variantId: string; quantity: number }[] = [];
  for (const { price, quantity = 1 } of lines)
    variants.push({ ...(await makeProduct(db, world, { prices: { USD: price } })), quantity });
  const buyer = await makeBuyer(db, variants);
  const total = buyer.form.expectedTotal;
  const credit = total - byCard(total);
  const { customerId } = buyer;
  const gift = { customerId, currency: "USD", delta: credit, reason: "goodwill", actor: "clock" } as const;
  if (credit > 0) await inTransaction(db, (tx) => changeStoreCredit(tx, gift, day.now()));
  const form = { ...buyer.form, useStoreCredit: credit > 0, expectedCredit: credit };
  const placed = await placeOrder(db, { ...buyer, form }, day.now());
  if (!placed.ok) throw new Error(placed.error.code);
  const key = { customerId, orderId: placed.value.orderId };
  await day.pay(key);
  const order = await readOrder(db, key);
  if (!order) throw new Error("the order is there");
  const lineIds = order.lines.map(({ lineId }) => lineId);

  /** Units of each line, in their order, and the shipping. */
  const refund = async (quantities: number[], shippingAmount = 0) => {
    const refundId = newId();
    const chosen = quantities.map((quantity, nth) => ({ lineId: lineIds[nth] ?? "", quantity }));
    const choice = { lines: chosen.filter(({ quantity }) => quantity > 0), shippingAmount };
    const wish = { ...key, refundId, choice, reason: "damaged", note: "" };
    expect(await refundOrder(db, operator(), wish, day.now())).toMatchObject({ ok: true });
    await day.runJobs();
    return refundId;
  };
  const oweLump = async (amount: number) => {
    const owed = { refundId: newId(), amount, reason: "goodwill", actor: "clock" } as const;
    await inTransaction(db, (tx) => oweRefund(tx, key, owed, day.now()));
    await day.runJobs();
    return owed.refundId;
  };
  /** In Stripe's own back office, where a refund names no units. */
  const refundAtStripe = async (amount: number) => {
    const { paymentIntentId } = await db.payment.findFirstOrThrow({ where: key });
    await day.stripe.refunds.create({ payment_intent: paymentIntentId ?? "", amount });
    await day.tellNew();
  };
  /** The bank sends it back. */
  const fail = async (refundId: string) => {
    const { providerRefundId } = await db.refund.findFirstOrThrow({ where: { ...key, refundId } });
    await day.control("refunds/fail", { refundId: providerRefundId });
    await day.tellNew();
    return `refund_failed:${refundId}`;
  };
  const reconciled = async () => {
    await day.advance(15);
    await reconcile(db, day.provider, day.now());
    await day.runJobs();
    return (await db.bookDifference.findMany({ where: { ...key, resolvedAt: null } })).map((one) => one.differenceId);
  };
  const settled = () =>
    db.refund.findMany({
      where: { ...key, status: "settled_by_hand" },
      select: { amount: true, paymentAmount: true, creditAmount: true, taxAmount: true, lines: true },
    });
  return { key, total, refund, oweLump, refundAtStripe, fail, reconciled, settled };
}

/** What the merchant's own systems are told of a refund, in the order it is told. */
const publishedOf = (refundId: string) => database.db.$queryRaw`
  select p.payload->>'type' as type, (p.payload->'data'->>'amount')::int as amount,
    (p.payload->'data'->>'creditAmount')::int as "creditAmount"
  from graphile_worker._private_jobs p where p.payload->'data'->>'refundId' = ${refundId} order by p.id`;

/** Of an order below what is sent free. */
const shipping = 595;
const all = (total: number) => total;

test("of a failed refund of which only what cost nothing is left, nothing is written, and it is closed", async () => {
  const order = await paidOrder([{ price: 6_400 }, { price: 0 }], all);
  const failed = await order.fail(await order.refund([1, 1]));
  await order.refund([1]);
  expect(await order.reconciled()).toEqual([failed]);
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  expect(await order.settled()).toEqual([]);
});

test("of a failed refund whose payment's part has gone back since, nothing is written: the rest was credit", async () => {
  const order = await paidOrder([{ price: 4_500 }], () => shipping);
  const failed = await order.fail(await order.refund([1], shipping));
  await order.refund([], shipping);
  expect(await order.reconciled()).toEqual([failed]);
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  expect(await order.settled()).toEqual([]);
});

test("of a refund that failed buyer and merchant are told the payment's part alone: the credit was given, and stays given", async () => {
  const order = await paidOrder([{ price: 5_000, quantity: 2 }], () => 6_000);
  const refundId = await order.refund([2]);
  await order.fail(refundId);
  const { events = [] } = (await readOrder(database.db, order.key)) ?? {};
  expect(toldHistoryOf(events).at(-1)).toMatchObject({ type: "refund_failed", detail: { amount: 6_000 } });
  const { amount } = await database.db.refund.findFirstOrThrow({ where: { ...order.key, refundId } });
  expect(await publishedOf(refundId)).toEqual([
    { type: "refund.succeeded", amount, creditAmount: amount - 6_000 },
    { type: "refund.failed", amount: 6_000, creditAmount: null },
  ]);
});

test("of two units, paid mostly by credit, one refunded anew: what the payment still owes is settled, and no more", async () => {
  const order = await paidOrder([{ price: 5_000, quantity: 2 }], () => 6_000);
  const failed = await order.fail(await order.refund([2]));
  await order.refund([1]);
  const { amount: anew } = await database.db.refund.findFirstOrThrow({ where: { ...order.key, status: "succeeded" } });
  expect(await order.reconciled()).toEqual([failed]);
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  const rest = 6_000 - anew;
  expect(await order.settled()).toMatchObject([
    { amount: rest, paymentAmount: rest, creditAmount: 0, lines: [{ quantity: 1 }] },
  ]);
});

test("what is owed of the payment may be less than the tax that was in the refund", async () => {
  const fewCents = 60;
  const again = await paidOrder([{ price: 6_400 }], () => fewCents);
  expect(await owe(await failedAndRaised(again))).toMatchObject({ ok: true, value: { amount: fewCents } });

  const settling = await paidOrder([{ price: 4_500 }], () => shipping + fewCents);
  const failed = await settling.fail(await settling.refund([1], shipping));
  await settling.refund([], shipping);
  expect(await settling.reconciled()).toEqual([failed]);
  expect(await settle(failed)).toBe(true);
  expect(await settling.settled()).toMatchObject([{ amount: fewCents, taxAmount: fewCents }]);
});

async function failedAndRaised(order: Awaited<ReturnType<typeof paidOrder>>): Promise<string> {
  const failed = await order.fail(await order.refund([1]));
  expect(await order.reconciled()).toEqual([failed]);
  return failed;
}

test("of a failed refund for nothing in particular, made up for in part, the missing money is settled, once", async () => {
  const order = await paidOrder([{ price: 6_400 }], all);
  const failed = await order.fail(await order.oweLump(1_000));
  await order.oweLump(300);
  expect(await order.reconciled()).toEqual([failed]);
  expect(await owe(failed)).toEqual({ ok: false, error: { code: "gone" } });
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  expect(await order.settled()).toEqual([
    { amount: 700, paymentAmount: 700, creditAmount: 0, taxAmount: 0, lines: [] },
  ]);
  const wish = { amount: order.total, reason: "goodwill", actor: "clock" } as const;
  expect(await inTransaction(database.db, (tx) => oweRefund(tx, order.key, wish, day.now()))).toMatchObject({
    error: { left: order.total - 1_000 },
  });
});

test("of a failed refund of which a part was given back in Stripe's back office, the rest is settled, and the units are", async () => {
  const order = await paidOrder([{ price: 6_400 }], all);
  const failed = await order.fail(await order.refund([1]));
  const owed = (await database.db.refund.findFirstOrThrow({ where: order.key })).amount;
  await order.refundAtStripe(2_000);
  expect(await order.reconciled()).toEqual([failed]);
  expect(await owe(failed)).toEqual({ ok: false, error: { code: "gone" } });
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  const rest = owed - 2_000;
  expect(await order.settled()).toMatchObject([
    { amount: rest, paymentAmount: rest, creditAmount: 0, lines: [{ quantity: 1 }] },
  ]);
});

test("of a failed refund whose payment another line has used up since, what it lacks is the credit's, given to nobody", async () => {
  const { db } = database;
  const order = await paidOrder([{ price: 6_400 }, { price: 4_500 }], (total) => total - 4_500);
  const { customerId } = order.key;
  const failed = await order.fail(await order.refund([1, 0]));
  const owed = (await db.refund.findFirstOrThrow({ where: order.key })).paymentAmount;
  await order.refund([0, 1]);
  expect(await order.reconciled()).toEqual([failed]);
  const left = await readMoneyLeft(db, order.key);
  expect(left.payment).toBeLessThan(owed);
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  const creditAmount = owed - left.payment;
  expect(await order.settled()).toMatchObject([
    { amount: owed, paymentAmount: left.payment, creditAmount, lines: [{ quantity: 1 }] },
  ]);
  expect(await readMoneyLeft(db, order.key)).toMatchObject({ payment: 0, credit: left.credit - creditAmount });
  expect(await db.storeCredit.findFirstOrThrow({ where: { customerId } })).toMatchObject({ balance: 0 });
});

test("what owing again would give as credit is told before, and nothing is owed by asking", async () => {
  const { db } = database;
  const order = await paidOrder([{ price: 6_400 }, { price: 4_500 }], (total) => total - 4_500);
  const failed = await order.fail(await order.refund([1, 0]));
  await order.refund([0, 1]);
  expect(await order.reconciled()).toEqual([failed]);
  const before = await readMoneyLeft(db, order.key);
  const told = await previewOweAgain(db, operator(), failed, day.now());
  expect(await readMoneyLeft(db, order.key)).toEqual(before);
  expect(await order.reconciled()).toEqual([failed]);
  const { amount, creditAmount } = told.ok ? told.value : { amount: 0, creditAmount: 0 };
  expect(creditAmount).toBeGreaterThan(0);
  expect(amount - creditAmount).toBe(before.payment);
  expect(await owe(failed)).toEqual(told);
  expect(await previewOweAgain(db, operator(), failed, day.now())).toEqual({ ok: false, error: { code: "gone" } });
});

test("what the bank sends back after credit was made up for by hand is the card's, and is owed to it again", async () => {
  const { db } = database;
  const order = await paidOrder([{ price: 6_400 }, { price: 4_500 }], (total) => total - 4_500);
  const first = await order.fail(await order.refund([1, 0]));
  const other = await order.refund([0, 1]);
  expect(await order.reconciled()).toEqual([first]);
  expect(await settle(first)).toBe(true);
  const second = await order.fail(other);
  const { paymentAmount, creditAmount } = await db.refund.findFirstOrThrow({
    where: { refundId: other, ...order.key },
  });
  expect(creditAmount).toBe(0);
  expect(await order.reconciled()).toEqual([second]);
  expect(await owe(second)).toMatchObject({ ok: true, value: { amount: paymentAmount, creditAmount: 0 } });
  const again = await db.refund.findFirstOrThrow({ where: { ...order.key, status: "due" } });
  expect(again).toMatchObject({ paymentAmount, creditAmount: 0 });
  await day.runJobs();
  expect(await order.reconciled()).toEqual([]);
});

test("credit that a refund gave before its payment's part came back and was settled by hand counts as given", async () => {
  const order = await paidOrder([{ price: 6_400 }], () => 3_000);
  const failed = await order.fail(await order.refund([1]));
  const before = await readMoneyLeft(database.db, order.key);
  expect(await order.reconciled()).toEqual([failed]);
  expect(await settle(failed)).toBe(true);
  expect(await order.reconciled()).toEqual([]);
  expect(await order.settled()).toMatchObject([{ amount: 3_000, paymentAmount: 3_000, creditAmount: 0 }]);
  const left = { payment: before.payment - 3_000, atProvider: before.atProvider - 3_000 };
  expect(await readMoneyLeft(database.db, order.key)).toEqual({ ...before, ...left });
});

test("units refunded anew and money given back in Stripe's back office make up for a refund that failed together", async () => {
  const order = await paidOrder([{ price: 6_400, quantity: 2 }], all);
  const failed = await order.fail(await order.refund([2]));
  const { amount: owed } = await database.db.refund.findFirstOrThrow({ where: order.key });
  await order.refund([1]);
  expect(await order.reconciled()).toEqual([failed]);
  const { amount: anew } = await database.db.refund.findFirstOrThrow({ where: { ...order.key, status: "succeeded" } });
  await order.refundAtStripe(owed - anew);
  expect(await order.reconciled()).toEqual([]);
  expect(await settle(failed)).toBe(false);
});

test("what was settled without anything being written needs no money that is given back later, for another", async () => {
  const order = await paidOrder([{ price: 6_400 }, { price: 6_400 }], all);
  const first = await order.fail(await order.refund([1, 0]));
  const ofReturn = { refundId: await order.refund([1, 0]) };
  await database.db.refund.updateMany({ where: { ...order.key, ...ofReturn }, data: { returnId: newId() } });
  expect(await order.reconciled()).toEqual([first]);
  expect(await settle(first)).toBe(true);
  expect(await order.settled()).toEqual([]);

  const second = await order.fail(await order.refund([0, 1]));
  expect(await order.reconciled()).toEqual([second]);
  const { amount } = await database.db.refund.findFirstOrThrow({ where: { ...order.key, ...ofReturn } });
  await order.refundAtStripe(amount);
  expect(await order.reconciled()).toEqual([]);
});

test("a refund by card and credit that an earlier release settled as it was gave its credit: none of it is the card's to give", async () => {
  const { db } = database;
  const order = await paidOrder([{ price: 5_000, quantity: 2 }], () => 6_000);
  const refundId = await order.refund([2]);
  const before = await readMoneyLeft(db, order.key);
  await order.fail(refundId);
  for (const failed of [{}, { providerRefundId: null, lastError: "no payment to refund" }]) {
    await db.refund.updateMany({ where: { ...order.key, refundId }, data: { status: "settled_by_hand", ...failed } });
    expect(await readMoneyLeft(db, order.key)).toEqual(before);
  }
});
