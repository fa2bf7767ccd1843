import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { readOrder } from "../read-order";
import { readRefundable } from "../read-refundable";
import type { RefundStatus } from "../refund";
import { refundOrder } from "../refund-order";
import { againRefundId, type OrderRefund, openFailures } from "./made-up-for";
import { oweAgain } from "./owe-again";
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

const operator = () => ({ merchantId: world.merchantId, staffId: newId() });
const reconciled = async () => {
  await day.advance(15);
  await reconcile(database.db, day.provider, day.now());
  await day.runJobs();
};

/** Units of two products that cost the same, two of each mostly, paid; and what a clerk and a bank do with them. */
async function paidOrder(units = 2) {
  const { db } = database;
  const variants = [await makeProduct(db, world), await makeProduct(db, world)];
  const order = await makeOrder(
    db,
    variants.map((variant) => ({ ...variant, quantity: units })),
    "en-US",
    day.now(),
  );
  await day.pay(order);
  const lineIds = (await readOrder(db, order))?.lines.map(({ lineId }) => lineId) ?? [];
  const key = { customerId: order.customerId, orderId: order.orderId };
  const refund = async (nth: number, quantity = 1) => {
    const refundId = newId();
    const choice = { lines: [{ lineId: lineIds[nth] ?? "", quantity }], shippingAmount: 0 };
    const wish = { ...key, refundId, choice, reason: "damaged", note: "" };
    expect(await refundOrder(db, operator(), wish, day.now())).toMatchObject({ ok: true });
    await day.runJobs();
    return refundId;
  };
  const refundOfReturn = async () => {
    const refundId = await refund(0);
    await db.refund.updateMany({ where: { ...key, refundId }, data: { returnId: refundId } });
    return refundId;
  };
  const sendBack = async (refundId: string) => {
    const { providerRefundId } = await db.refund.findFirstOrThrow({ where: { ...key, refundId } });
    await day.control("refunds/fail", { refundId: providerRefundId });
    await day.tellNew();
    return `refund_failed:${refundId}`;
  };
  const open = async () => {
    const found = await db.bookDifference.findMany({ where: { orderId: order.orderId, resolvedAt: null } });
    return found.map(({ differenceId }) => differenceId);
  };
  const settled = async () => (await readRefundable(db, key))?.lines.map(({ settledQuantity }) => settledQuantity);
  const amounts = async (status: RefundStatus) => {
    const found = await db.refund.findMany({ where: { ...key, status } });
    return found.map(({ amount, paymentAmount }) => [amount, paymentAmount]);
  };
  const refundThatFails = async (nth: number, quantity = 1) => sendBack(await refund(nth, quantity));
  return { refund, refundOfReturn, sendBack, refundThatFails, open, settled, amounts };
}

const owe = (differenceId: string) => oweAgain(database.db, operator(), differenceId, day.now());
const settle = (differenceId: string) =>
  settleByHand(database.db, operator(), { differenceId, reason: "Transferred" }, day.now());

test("of two refunds that failed, for as much, each is owed again by itself", async () => {
  const { refund, sendBack, open, settled } = await paidOrder();
  const refunds = [await refund(0), await refund(0)] as const;
  const [first, second] = [await sendBack(refunds[0]), await sendBack(refunds[1])];
  await reconciled();
  expect((await open()).toSorted()).toEqual([first, second].toSorted());
  expect(await owe(first)).toMatchObject({ ok: true });
  await reconciled();
  expect(await open()).toEqual([second]);
  expect(await owe(second)).toMatchObject({ ok: true });
  await reconciled();
  expect(await open()).toEqual([]);
  expect(await settled()).toEqual([2, 0]);
});

test("a refund of another product the day after, for as much, makes up for none that failed", async () => {
  const { refund, refundThatFails, open } = await paidOrder();
  const failed = await refundThatFails(0);
  await reconciled();
  await day.advance(24 * 60);
  await refund(1);
  await reconciled();
  expect(await open()).toEqual([failed]);
  await refund(0);
  await reconciled();
  expect(await open()).toEqual([]);
});

test("the refund of a second return of a line leaves the first return's, which failed, to be owed again", async () => {
  const { refundOfReturn, sendBack, open } = await paidOrder();
  const failed = await sendBack(await refundOfReturn());
  await reconciled();
  await refundOfReturn();
  await reconciled();
  expect(await open()).toEqual([failed]);
  expect(await owe(failed)).toMatchObject({ ok: true });
  await reconciled();
  expect(await open()).toEqual([]);
});

test("what a clerk has refunded anew can't be owed again or settled, before the books know of it", async () => {
  const { refund, refundThatFails, open, settled } = await paidOrder();
  const failed = await refundThatFails(0);
  await reconciled();
  await refund(0);
  expect(await owe(failed)).toEqual({ ok: false, error: { code: "gone" } });
  expect(await settle(failed)).toBe(false);
  expect(await settled()).toEqual([1, 0]);
  await reconciled();
  expect(await open()).toEqual([]);
});

test("where a clerk has refunded a part anew, the rest is refunded by unit, and not all of it once more", async () => {
  const { refund, refundThatFails, open, settled } = await paidOrder();
  const failed = await refundThatFails(0, 2);
  await reconciled();
  await refund(0);
  await reconciled();
  expect(await open()).toEqual([failed]);
  expect(await owe(failed)).toEqual({ ok: false, error: { code: "gone" } });
  await refund(0);
  await reconciled();
  expect(await open()).toEqual([]);
  expect(await settle(failed)).toBe(false);
  expect(await settled()).toEqual([2, 0]);
});

test("where a clerk has refunded a part anew, the rest is settled by hand, and can't go back again", async () => {
  const { refund, refundThatFails, open, settled, amounts } = await paidOrder();
  const failed = await refundThatFails(0, 2);
  await refund(0);
  await reconciled();
  expect(await settle(failed)).toBe(true);
  await reconciled();
  expect(await open()).toEqual([]);
  expect(await settled()).toEqual([2, 0]);
  expect(await amounts("settled_by_hand")).toEqual(await amounts("succeeded"));
  expect(await settle(failed)).toBe(false);
});

test("where a clerk has refunded a part anew and more of the line is with the buyer, no more than the rest is settled", async () => {
  const { refund, refundThatFails, open, settled } = await paidOrder(3);
  const failed = await refundThatFails(0, 2);
  await refund(0);
  await reconciled();
  expect(await open()).toEqual([failed]);
  expect(await owe(failed)).toEqual({ ok: false, error: { code: "gone" } });
  expect(await settle(failed)).toBe(true);
  await reconciled();
  expect(await open()).toEqual([]);
  expect(await settled()).toEqual([2, 0]);
});

describe("what makes up for a refund that failed", () => {
  const at = (minute: number) => new Date(minute * 60_000);
  const made = (minute: number, parts: Partial<OrderRefund> = {}): OrderRefund => ({
    refundId: newId(),
    ...{
      status: "succeeded",
      amount: 900,
      paymentAmount: 900,
      shippingAmount: 0,
      paymentIntentId: "pi_own",
      returnId: null,
      lines: [],
    },
    ...{ createdAt: at(minute), updatedAt: at(minute) },
    ...parts,
  });
  const failed = (minute: number, parts: Partial<OrderRefund> = {}) =>
    made(0, { status: "failed", updatedAt: at(minute), ...parts });
  const open = (...refunds: OrderRefund[]) => [...openFailures(refunds, "pi_own").keys()];
  const units = (lineId: string, quantity: number) => ({ lines: [{ lineId, quantity, amount: 450 * quantity }] });
  const one = units("a", 1);
  const two = units("a", 2);
  const shipping = { shippingAmount: 900 };

  test("as much as failed, since: once, the first failure first", () => {
    const [first, second] = [failed(1), failed(2)];
    expect(open(first, second, made(3))).toEqual([second.refundId]);
    expect(open(first, second, made(3), made(4))).toEqual([]);
    expect(open(first, made(1))).toEqual([first.refundId]);
    expect(open(first, made(2, { amount: 450 }), made(3, { amount: 450 }))).toEqual([]);
  });

  test("what was owed again for one makes up for no other", () => {
    const [first, second] = [failed(1), failed(2)];
    const again = made(3, { refundId: againRefundId(first.refundId) });
    expect(open(first, second, again)).toEqual([second.refundId]);
  });

  test("the same units in parts, and not those of another line", () => {
    const failure = failed(1, two);
    expect(open(failure, made(2, one))).toEqual([failure.refundId]);
    expect(open(failure, made(2, one), made(3, one))).toEqual([]);
    expect(open(failure, made(2, units("b", 2)))).toEqual([failure.refundId]);
  });

  test("a return's units for that return, and a clerk's for any", () => {
    const [returned, other] = [
      { ...one, returnId: newId() },
      { ...one, returnId: newId() },
    ];
    const [byReturn, byClerk] = [failed(1, returned), failed(2, one)];
    expect(open(byReturn, byClerk, made(3, other))).toEqual([byReturn.refundId, byClerk.refundId]);
    expect(open(byReturn, byClerk, made(3, returned))).toEqual([byClerk.refundId]);
    expect(open(byReturn, byClerk, made(3, one), made(4, one))).toEqual([]);
  });

  test("shipping for shipping, and a refund that names nothing for either", () => {
    const [goods, freight] = [failed(1, two), failed(1, shipping)];
    expect(open(goods, freight, made(2, shipping))).toEqual([goods.refundId]);
    expect(open(goods, freight, made(2))).toEqual([freight.refundId]);
    const nothing = failed(1);
    expect(open(nothing, made(2, two), made(3, shipping))).toEqual([nothing.refundId]);
  });

  test("money for nothing in particular that is less than one lacks, for a part of it, where it is all of no other", () => {
    const [goods, freight] = [failed(1, two), failed(2, shipping)];
    const money = (...refunds: OrderRefund[]) => [...openFailures(refunds, "pi_own").values()].map((one) => one.money);
    expect(money(goods, freight, made(3, { amount: 300 }))).toEqual([600, 900]);
    expect(money(goods, freight, made(3, { amount: 1_000 }))).toEqual([800]);
    expect(money(failed(1, { ...two, amount: 1_000, paymentAmount: 1_000 }), freight, made(3))).toEqual([1_000]);
  });

  test("what made up for a part of one that was settled then makes up for no other, and what came later does", () => {
    const [first, second] = [failed(1, two), failed(2, one)];
    const opened = (...since: OrderRefund[]) => [
      ...openFailures([first, second, ...since], "pi_own", new Map([[first.refundId, at(4)]])).keys(),
    ];
    const rest = made(4, { ...one, refundId: againRefundId(first.refundId), status: "settled_by_hand" });
    expect(opened(made(3, one))).toEqual([second.refundId]);
    expect(opened(made(3, one), rest)).toEqual([second.refundId]);
    expect(opened(made(3, one), made(5, one))).toEqual([]);
    expect(opened(made(5))).toEqual([]);
  });

  test("money of a line whose units were settled otherwise is no unit of it", () => {
    const lines = [{ lineId: "a", quantity: 0, amount: 300 }];
    const failure = failed(1, { lines, amount: 300, paymentAmount: 300 });
    expect(open(failure, made(2, two))).toEqual([failure.refundId]);
    expect(open(failure, made(2, { lines, amount: 300 }))).toEqual([]);
  });

  test("credit for the order's own payment, and nothing for one that came on top", () => {
    const [own, stray] = [failed(1), failed(1, { paymentIntentId: "pi_stray" })];
    const credit = made(2, { paymentIntentId: null, paymentAmount: 0 });
    expect(open(own, stray, credit)).toEqual([stray.refundId]);
  });

  test("what made up for one and failed as well is the failure that is left", () => {
    const later = made(2, { status: "failed", updatedAt: at(3) });
    expect(open(failed(1), later)).toEqual([later.refundId]);
  });
});
