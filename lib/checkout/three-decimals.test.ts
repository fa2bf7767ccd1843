import { afterAll, beforeAll, expect, test } from "vitest";
import { formOf } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { addLine } from "@/lib/cart/change-cart";
import { newId } from "@/lib/core/ids";
import { type Market, requireMarket } from "@/lib/i18n/markets";
import { readOrder } from "@/lib/orders/read-order";
import { readRefundable } from "@/lib/orders/read-refundable";
import { allThatIsLeft, type RefundChoice } from "@/lib/orders/refund";
import { refundOrder } from "@/lib/orders/refund-order";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { placeOrder } from "./place-order";
import { quoteCheckout } from "./quote-checkout";

/** No region of the shop's sells in dinars yet: one that does, with tax on top, by rates that leave fractions. */
const market: Market = { ...requireMarket("en-US"), currency: "KWD" };

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  const { db } = database;
  day = await startPaymentDay(db);
  world = await makeWorld(db);
  const rates = await db.shippingRate.findMany({ where: { region: "US", currency: "USD" } });
  await db.shippingRate.createMany({
    data: rates.map((rate) => ({ ...rate, currency: "KWD", amount: 1_755, freeFrom: null })),
  });
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const orderOf = async (key: Ref) => {
  const order = await readOrder(database.db, key);
  if (!order) throw new Error("the order is there");
  return order;
};

/** Three of what costs 3.335 dinars and one of what costs 1.990, paid by card but for a gift card. */
async function paidInDinars(gift: number): Promise<Ref> {
  const { db } = database;
  const customerId = newId();
  const dear = await makeProduct(db, world, { prices: { KWD: 3_335 } });
  const cheap = await makeProduct(db, world, { prices: { KWD: 1_990 } });
  await addLine(db, { customerId, quantity: 3, ...dear }, market, day.now());
  await addLine(db, { customerId, quantity: 1, ...cheap }, market, day.now());
  const secret = "a secret of the tests, long enough to be one";
  const money = { amount: gift, currency: "KWD", email: null, locale: "en-US", expiresAt: null } as const;
  const card =
    gift > 0
      ? await issueGiftCard(db, { cardId: newId(), ...money, actor: `staff:${newId()}` }, { secret }, day.now())
      : null;
  const credit = { codeHash: card?.codeHash ?? null, useStoreCredit: false };
  const wish = { customerId, market, shippingMethod: "standard", state: "CA", credit } as const;
  const quote = await quoteCheckout(db, wish, day.now());
  const form = formOf("en-US", quote?.totals.totalAmount ?? 0, { expectedCredit: quote?.credit.amount ?? 0 });
  const placed = await placeOrder(db, { customerId, market, form, giftCard: card?.codeHash ?? null }, day.now());
  if (!placed.ok) throw new Error(placed.error.code);
  await day.pay(placed.value);
  return placed.value;
}

const give = ({ customerId, orderId }: Ref, choice: RefundChoice) =>
  refundOrder(
    database.db,
    { merchantId: world.merchantId, staffId: newId() },
    { customerId, orderId, refundId: newId(), choice, reason: "damaged", note: "" },
    day.now(),
  );

test.each([0, 1_005])(
  "dinars, with a gift card of %i fils, are paid and given back to the last of them",
  async (gift) => {
    const order = await paidInDinars(gift);
    const placed = await orderOf(order);
    expect(placed).toMatchObject({ status: "paid", currency: "KWD", payment: { currency: "KWD", status: "paid" } });
    expect(placed.taxAmount).toBeGreaterThan(0);
    expect(placed.payment?.amount).toBe(placed.totalAmount - placed.creditAmount);
    const [line] = placed.lines;
    if (!line) throw new Error("the order has lines");
    for (const choice of [
      { lines: [{ lineId: line.lineId, quantity: 1 }], shippingAmount: 0 },
      { lines: [{ lineId: line.lineId, quantity: 0, allTax: true }], shippingAmount: 500 },
    ])
      expect(await give(order, choice)).toMatchObject({ ok: true });
    expect(await give(order, { lines: [], shippingAmount: 5 })).toMatchObject({ error: { code: "shipping_invalid" } });
    await day.runJobs();
    const partly = await orderOf(order);
    expect(partly.payment?.status).toBe("partially_refunded");
    expect(partly.refunds.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);

    const refundable = await readRefundable(database.db, order);
    if (!refundable) throw new Error("the order is there");
    expect(await give(order, allThatIsLeft(refundable))).toMatchObject({ ok: true });
    await day.runJobs();
    const { payment, refunds, totalAmount } = await orderOf(order);
    expect(payment).toMatchObject({ status: "refunded", refundedAmount: payment?.capturedAmount });
    expect(refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(totalAmount);
  },
);
