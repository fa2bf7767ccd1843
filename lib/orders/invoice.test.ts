import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBuyer } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { newId } from "@/lib/core/ids";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { cancelLines } from "./cancel-lines";
import { capturePayment } from "./capture-payment";
import { type Invoice, invoiceOf } from "./invoice";
import { type OrderView, readOrder } from "./read-order";
import { readRefundable } from "./read-refundable";
import { refundOrder } from "./refund-order";
import { settlePayment } from "./settle-payment";

const database = useDatabase();
let day: PaymentDay;
let worlds: { at_once: World; on_shipment: World };
beforeAll(async () => {
  const { db } = database;
  day = await startPaymentDay(db);
  worlds = await makeCaptureWorlds(db);
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };

/** Three units at an odd price, a part of them paid by a gift card. */
async function paidOrder(world: World, gift: number): Promise<Ref & { lineId: string }> {
  const { db } = database;
  const variant = await makeProduct(db, world, { prices: { USD: 1_099 } });
  const buyer = await makeBuyer(db, [{ ...variant, quantity: 3 }]);
  const secret = "a secret of the tests, long enough to be one";
  const money = { amount: gift, currency: "USD", email: null, locale: "en-US", expiresAt: null } as const;
  const card =
    gift > 0
      ? await issueGiftCard(db, { cardId: newId(), ...money, actor: `staff:${newId()}` }, { secret }, day.now())
      : null;
  const form = { ...buyer.form, expectedCredit: gift };
  const placed = await placeOrder(db, { ...buyer, form, giftCard: card?.codeHash ?? null }, day.now());
  if (!placed.ok) throw new Error(placed.error.code);
  await day.pay(placed.value);
  return { ...placed.value, lineId: (await orderOf(placed.value)).lines[0]?.lineId ?? "" };
}

async function orderOf(key: Ref): Promise<OrderView> {
  const order = await readOrder(database.db, key);
  if (!order?.payment) throw new Error("the order is there");
  return order;
}

async function invoice(key: Ref): Promise<Invoice> {
  const [order, settled] = await Promise.all([orderOf(key), readRefundable(database.db, key)]);
  if (!settled) throw new Error("the order is there");
  return invoiceOf(order, settled);
}

/** What the shop has of the order, by the books of payment and credit. */
async function moneyKept({ customerId, orderId }: Ref): Promise<number> {
  const { payment } = await orderOf({ customerId, orderId });
  const credit = await database.db.orderCredit.aggregate({
    where: { customerId, orderId, status: "spent" },
    _sum: { amount: true, refundedAmount: true },
  });
  const spent = (credit._sum.amount ?? 0) - (credit._sum.refundedAmount ?? 0);
  return (payment?.capturedAmount ?? 0) - (payment?.refundedAmount ?? 0) + spent;
}

const refundUnits = (world: World, { customerId, orderId, lineId }: Ref & { lineId: string }, quantity: number) =>
  refundOrder(
    database.db,
    { merchantId: world.merchantId, staffId: newId() },
    {
      ...{ customerId, orderId, refundId: newId(), reason: "damaged", note: "" },
      choice: { lines: [{ lineId, quantity }], shippingAmount: 150 },
    },
    day.now(),
  );

const callOff = ({ customerId, orderId, lineId }: Ref & { lineId: string }, lines: "all" | number) =>
  cancelLines(
    database.db,
    {
      ...{ customerId, orderId, cancellationId: newId(), reason: "sold_out", actor: "clock" },
      lines: lines === "all" ? lines : [{ lineId, quantity: lines }],
    },
    day.now(),
  );

describe.each([0, 500, 2_900])("an invoice, with a gift card of %i", (gift) => {
  test("of what was paid at once comes to what was taken less what went back", async () => {
    const order = await paidOrder(worlds.at_once, gift);
    expect(await refundUnits(worlds.at_once, order, 1)).toMatchObject({ ok: true });
    expect(await callOff(order, 1)).toMatchObject({ ok: true });
    await day.runJobs();
    const told = await invoice(order);
    expect(told).toMatchObject({ calledOffAmount: 0, paidAmount: (await orderOf(order)).payment?.capturedAmount });
    expect(told.refundedAmount).toBeGreaterThan(150);
    expect(told.netAmount).toBe(await moneyKept(order));
  });

  test("of what is paid on shipment tells what was called off before, and was never taken", async () => {
    const order = await paidOrder(worlds.on_shipment, gift);
    expect(await callOff(order, 1)).toMatchObject({ ok: true });
    const before = await invoice(order);
    await capturePayment(database.db, day.provider, order, day.now());
    await day.runJobs();
    const read = await orderOf(order);
    const told = await invoice(order);
    expect(before).toEqual(told);
    expect(told.calledOffAmount).toBeGreaterThan(0);
    expect(told.paidAmount).toBe(read.payment?.capturedAmount);
    expect(told.netAmount).toBe(await moneyKept(order));
    expect(told.netAmount).toBeLessThan(told.totalAmount);

    if (read.payment?.status !== "paid") return;
    expect(await refundUnits(worlds.on_shipment, order, 1)).toMatchObject({ ok: true });
    await day.runJobs();
    expect((await invoice(order)).netAmount).toBe(await moneyKept(order));
  });

  test("of what was called off altogether comes to nothing", async () => {
    const order = await paidOrder(worlds.on_shipment, gift);
    expect(await callOff(order, "all")).toMatchObject({ ok: true });
    await day.runJobs();
    expect((await invoice(order)).netAmount).toBe(0);
    expect(await moneyKept(order)).toBe(0);
  });
});

test("an invoice of which credit paid a part and the rest was let go has the tax of that part", async () => {
  const order = await paidOrder(worlds.on_shipment, 500);
  const { payment, taxAmount, totalAmount } = await orderOf(order);
  await day.stripe.paymentIntents.cancel(payment?.paymentIntentId ?? "");
  await day.tellNew();
  const told = await invoice(order);
  expect(told.netAmount).toBe(500);
  expect(taxAmount).toBeGreaterThan(0);
  expect(told.taxes.reduce((sum, tax) => sum + tax.netTaxAmount, 0)).toBe(Math.round((taxAmount * 500) / totalAmount));
});

test("money that came twice and went back is none of the invoice's", async () => {
  const order = await paidOrder(worlds.at_once, 0);
  const { payment } = await orderOf(order);
  const again = { ...order, sessionId: null, paymentIntentId: "pi_of_another_page", currency: "USD" };
  const amount = payment?.amount ?? 0;
  expect(await settlePayment(database.db, { ...again, amount, actor: "stripe" }, day.now())).toBe("refunding");
  expect(await invoice(order)).toMatchObject({ refundedAmount: 0, netAmount: amount });
  await expect(day.runJobs()).rejects.toThrow("No such payment_intent");
});

test("an invoice counts what a refund gave as credit, though the bank sent back its other part", async () => {
  const order = await paidOrder(worlds.at_once, 2_900);
  expect(await refundUnits(worlds.at_once, order, 2)).toMatchObject({ ok: true });
  await day.runJobs();
  const key = { customerId: order.customerId, orderId: order.orderId };
  const { providerRefundId, amount, paymentAmount } = await database.db.refund.findFirstOrThrow({ where: key });
  expect(paymentAmount).toBeGreaterThan(0);
  expect(amount).toBeGreaterThan(paymentAmount);
  await day.control("refunds/fail", { refundId: providerRefundId });
  await day.tellNew();
  const told = await invoice(order);
  expect(told.refundedAmount).toBe(amount - paymentAmount);
  expect(told.netAmount).toBe(await moneyKept(order));
});
