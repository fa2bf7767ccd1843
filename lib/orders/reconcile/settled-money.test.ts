import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { makeBuyer } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { holdsFor, modelTimeout } from "@/dev/testing/model";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { cancelLines } from "../cancel-lines";
import { oweRefund, type RefundWish } from "../owe-refund";
import { readMoneyLeft } from "../read-money-left";
import { readOrder } from "../read-order";
import { recordRefund } from "../record-refund";
import { refundOrder } from "../refund-order";
import { settlePayment } from "../settle-payment";
import { idOf } from "./book-difference";
import { oweAgain } from "./owe-again";
import { readStillOwed } from "./read-still-owed";
import { reviewRefund } from "./review-refund";
import { settleByHand } from "./settle-by-hand";

/**
 * Whatever is refunded, comes back from the bank, is owed again or settled by hand: what has gone back and what is left are
 * what was paid, by card and by credit, each what it paid. Played without the provider, whose answers are written down as they would be told.
 */
const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

let clock = new Date("2026-03-02T12:00:00Z").getTime();
const tick = () => {
  clock += 60_000;
  return new Date(clock);
};
const operator = () => ({ merchantId: world.merchantId, staffId: newId(), operator: true });

interface Cart {
  lines: { price: number; quantity: number }[];
  /** Of the total, in hundredths, what store credit pays. */
  credit: number;
}

interface Paid {
  key: { customerId: string; orderId: string };
  total: number;
  lineIds: string[];
  paymentIntentId: string;
}

async function paidOrder({ lines, credit }: Cart): Promise<Paid> {
  const { db } = database;
  const variants: { productId: string; variantId: string; quantity: number }[] = [];
  for (const { price, quantity } of lines)
    variants.push({ ...(await makeProduct(db, world, { prices: { USD: price } })), quantity });
  const buyer = await makeBuyer(db, variants);
  const { customerId, form } = buyer;
  const total = form.expectedTotal;
  const expectedCredit = Math.floor((total * credit) / 100);
  const gift = { customerId, currency: "USD", delta: expectedCredit, reason: "goodwill", actor: "clock" } as const;
  if (expectedCredit > 0) await inTransaction(db, (tx) => changeStoreCredit(tx, gift, tick()));
  const wish = { ...buyer, form: { ...form, useStoreCredit: expectedCredit > 0, expectedCredit } };
  const placed = await placeOrder(db, wish, tick());
  if (!placed.ok) throw new Error(placed.error.code);
  const key = { customerId, orderId: placed.value.orderId };
  const paymentIntentId = `pi_${placed.value.orderId}`;
  const told = { ...key, sessionId: null, paymentIntentId, amount: total - expectedCredit, currency: "USD" };
  expect(await settlePayment(db, { ...told, actor: "stripe" }, tick())).toBe("settled");
  const order = await readOrder(db, key);
  return { key, total, paymentIntentId, lineIds: (order?.lines ?? []).map(({ lineId }) => lineId) };
}

/** The provider takes what is due, or the bank turns back what it had taken. */
async function tell({ key, paymentIntentId }: Paid, refundId: string, status: "succeeded" | "failed"): Promise<void> {
  const { paymentAmount: amount } = await database.db.refund.findFirstOrThrow({ where: { ...key, refundId } });
  const told = { refundId, providerRefundId: `re_${refundId}`, paymentIntentId, amount, currency: "USD", status };
  await recordRefund(database.db, key, { ...told, failure: null }, tick());
}

const sendDue = async (order: Paid) => {
  const due = await database.db.refund.findMany({ where: { ...order.key, status: "due" } });
  for (const { refundId } of due) await tell(order, refundId, "succeeded");
};

interface Step {
  how: "refund" | "cancel" | "lump" | "to credit" | "bank" | "settle" | "owe again";
  nth: number;
  amount: number;
}

async function take(order: Paid, { how, nth, amount }: Step): Promise<void> {
  const { db } = database;
  const { key, lineIds } = order;
  const owe = (wish: Pick<RefundWish, "amount" | "to" | "note">) =>
    inTransaction(db, (tx) => oweRefund(tx, key, { reason: "goodwill", actor: "clock", ...wish }, tick()));
  if (how === "refund") {
    const choice = { lines: [{ lineId: lineIds[nth % lineIds.length] ?? "", quantity: 1 }], shippingAmount: nth * 100 };
    await refundOrder(db, operator(), { ...key, refundId: newId(), choice, reason: "damaged", note: "" }, tick());
  }
  if (how === "cancel") {
    const lines = [{ lineId: lineIds[nth % lineIds.length] ?? "", quantity: 1 }];
    const wish = { ...key, cancellationId: newId(), lines, reason: "out_of_stock", actor: "clock" as const };
    await cancelLines(db, wish, tick());
  }
  if (how === "lump") await owe({ amount });
  if (how === "to credit") await owe({ amount, to: "store_credit", note: how });
  await sendDue(order);
  if (how === "bank") {
    const sent = { ...key, status: "succeeded" as const, paymentAmount: { gt: 0 } };
    const refunds = await db.refund.findMany({ where: sent, orderBy: { createdAt: "asc" } });
    const refund = refunds[nth % (refunds.length || 1)];
    if (refund) await tell(order, refund.refundId, "failed");
  }
  const failed = await db.refund.findMany({ where: { ...key, status: "failed" }, orderBy: { createdAt: "asc" } });
  for (const refund of failed) await reviewRefund(db, refund, tick());
  const refundId = failed[nth % (failed.length || 1)]?.refundId;
  if (how === "settle" && refundId) await settle(order, refundId);
  if (how === "owe again" && refundId) await oweAgain(db, operator(), idOf("refund_failed", refundId), tick());
  await sendDue(order);
}

const leftOf = async ({ key }: Paid) => {
  const { payment, credit } = await readMoneyLeft(database.db, key);
  return payment + credit;
};

/** What the buyer got outside is booked, as far as so much was left; and none of it is given as credit. */
async function settle(order: Paid, refundId: string): Promise<void> {
  const { db } = database;
  const creditOf = () => db.storeCreditEntry.count({ where: { customerId: order.key.customerId } });
  const still = await inTransaction(db, (tx) => readStillOwed(tx, { ...order.key, refundId }));
  const [left, entries] = [await leftOf(order), await creditOf()];
  const how = { differenceId: idOf("refund_failed", refundId), reason: "Transferred" };
  expect(await settleByHand(db, operator(), how, tick())).toBe(still !== null);
  expect(await leftOf(order)).toBe(left - Math.min(left, still?.parts?.amount ?? 0));
  expect(await creditOf()).toBe(entries);
}

async function checkBooks(order: Paid): Promise<void> {
  const { db } = database;
  const { key, total } = order;
  const refunds = await db.refund.findMany({ where: key });
  const payment = await db.payment.findUniqueOrThrow({ where: { customerId_orderId: key } });
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
  const standing = refunds.filter(({ status }) => status !== "failed");
  const ofPayment = sum(standing.map(({ paymentAmount }) => paymentAmount));
  expect(ofPayment).toBeLessThanOrEqual(payment.capturedAmount);
  const atProvider = standing.filter(({ status }) => status !== "settled_by_hand");
  expect(payment.refundedAmount).toBe(sum(atProvider.map(({ paymentAmount }) => paymentAmount)));
  const asCredit = sum(refunds.map(({ creditAmount }) => creditAmount));
  expect(ofPayment + asCredit + (await leftOf(order))).toBe(total);
  // What the bank sent back is the card's again, but for what the buyer had as store credit in its place.
  const turned = sum(refunds.filter(({ note }) => note === "to credit").map(({ creditAmount }) => creditAmount));
  const { payment: left } = await readMoneyLeft(db, key);
  expect(left).toBe(Math.max(0, payment.capturedAmount - ofPayment - turned));
}

const carts: fc.Arbitrary<Cart> = fc.record({
  lines: fc.array(
    fc.record({ price: fc.integer({ min: 1_000, max: 9_999 }), quantity: fc.integer({ min: 1, max: 2 }) }),
    { minLength: 2, maxLength: 3 },
  ),
  credit: fc.constantFrom(0, 40, 70),
});
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    how: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("refund" as const, "bank" as const, "settle" as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("cancel" as const, "lump" as const, "to credit" as const, "owe again" as const),
      },
    ),
    nth: fc.nat(2),
    amount: fc.integer({ min: 1, max: 6_000 }),
  }),
  { minLength: 6, maxLength: 12 },
);

test(
  "whatever fails and is settled by hand, what has gone back and what is left are what was paid",
  () =>
    holdsFor(
      fc.asyncProperty(carts, steps, async (cart, taking) => {
        const order = await paidOrder(cart);
        for (const step of taking) {
          await take(order, step);
          await checkBooks(order);
        }
      }),
      25,
    ),
  modelTimeout,
);
