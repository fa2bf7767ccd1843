import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formOf } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { addLine } from "@/lib/cart/change-cart";
import { placeOrder } from "@/lib/checkout/place-order";
import { quoteCheckout } from "@/lib/checkout/quote-checkout";
import { newId } from "@/lib/core/ids";
import { type Market, requireMarket } from "@/lib/i18n/markets";
import { cancelLines } from "./cancel-lines";
import { capturePayment } from "./capture-payment";
import { invoiceOf } from "./invoice";
import { type OrderView, readOrder } from "./read-order";
import { readRefundable } from "./read-refundable";
import { refundOrder } from "./refund-order";

const database = useDatabase();
let day: PaymentDay;
let worlds: { at_once: World; on_shipment: World };
beforeAll(async () => {
  const { db } = database;
  day = await startPaymentDay(db);
  worlds = await makeCaptureWorlds(db);
  await db.shippingRate.updateMany({ data: { freeFrom: null } });
  const rates = await db.shippingRate.findMany({ where: { region: "US", currency: "USD" } });
  await db.shippingRate.createMany({
    data: rates.map((rate) => ({ ...rate, currency: "KWD", amount: 1_755, freeFrom: null })),
  });
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const germany = requireMarket("de-DE");

/** Tax within and on top, without decimals, with two and with three, rounded by the line and by the order. */
const markets: [string, Market, number][] = [
  ["euros", germany, 1_099],
  ["dollars", requireMarket("en-US"), 1_099],
  ["yen", requireMarket("ja-JP"), 1_333],
  ["dinars", { ...requireMarket("en-US"), currency: "KWD" }, 3_335],
];

async function paid(world: World, market: Market, prices: { amount: number; quantity: number; taxClass?: string }[]) {
  const { db } = database;
  const customerId = newId();
  for (const { amount, quantity, taxClass = "standard" } of prices) {
    const product = await makeProduct(db, world, { prices: { [market.currency]: amount }, taxClass });
    await addLine(db, { customerId, quantity, ...product }, market, day.now());
  }
  const state = market.region === "US" ? "CA" : undefined;
  const quote = await quoteCheckout(db, { customerId, market, shippingMethod: "standard", state }, day.now());
  const form = formOf(market.locale, quote?.totals.totalAmount ?? 0);
  const placed = await placeOrder(db, { customerId, market, form }, day.now());
  if (!placed.ok) throw new Error(placed.error.code);
  await day.pay(placed.value);
  return placed.value;
}

async function read(key: Ref) {
  const [order, settled] = await Promise.all([readOrder(database.db, key), readRefundable(database.db, key)]);
  if (!order || !settled) throw new Error("the order is there");
  const invoice = invoiceOf(order, settled);
  return { order, invoice, netTax: invoice.taxes.reduce((sum, tax) => sum + tax.netTaxAmount, 0) };
}

const callOff = ({ customerId, orderId }: Ref, lines: { lineId: string; quantity: number }[] | "all") =>
  cancelLines(
    database.db,
    { ...{ customerId, orderId, cancellationId: newId(), reason: "sold_out", actor: "clock" }, lines },
    day.now(),
  );

const giveBack = (
  world: World,
  { customerId, orderId }: Ref,
  lines: { lineId: string; quantity: number }[],
  shippingAmount = 0,
) =>
  refundOrder(
    database.db,
    { merchantId: world.merchantId, staffId: newId() },
    { customerId, orderId, refundId: newId(), choice: { lines, shippingAmount }, reason: "damaged", note: "" },
    day.now(),
  );

describe.each(["at_once", "on_shipment"] as const)("an invoice of what is paid %s", (mode) => {
  test("states no tax of a unit that was called off", async () => {
    const key = await paid(worlds[mode], germany, [{ amount: 11_900, quantity: 2 }]);
    const { order } = await read(key);
    expect(await callOff(key, [{ lineId: order.lines[0]?.lineId ?? "", quantity: 1 }])).toMatchObject({ ok: true });
    await day.runJobs();
    const { invoice } = await read(key);
    const shippingTax = order.shippingTaxAmount;
    expect(invoice.taxes).toEqual([
      { ratePpm: 190_000, taxAmount: 3_800 + shippingTax, netTaxAmount: 1_900 + shippingTax },
    ]);
    expect(invoice.lines).toMatchObject([{ quantity: 2, calledOffQuantity: 1, refundedQuantity: 0 }]);
    expect(invoice.netAmount).toBe(order.totalAmount - 11_900);
  });

  test("takes the tax off the rate of what was called off, and leaves the other's", async () => {
    const prices = [
      { amount: 11_900, quantity: 1 },
      { amount: 1_070, quantity: 3, taxClass: "food" },
    ];
    const key = await paid(worlds[mode], germany, prices);
    const { order } = await read(key);
    await callOff(key, [{ lineId: order.lines[1]?.lineId ?? "", quantity: 2 }]);
    await day.runJobs();
    const standardTax = 1_900 + order.shippingTaxAmount;
    expect((await read(key)).invoice.taxes).toEqual([
      { ratePpm: 190_000, taxAmount: standardTax, netTaxAmount: standardTax },
      { ratePpm: 70_000, taxAmount: 210, netTaxAmount: 70 },
    ]);
  });

  test.each(markets)("in %s has the tax left that was not called off or given back", async (_, market, amount) => {
    const world = worlds[mode];
    const key = await paid(world, market, [
      { amount, quantity: 3 },
      { amount: amount + 10, quantity: 3, taxClass: "food" },
    ]);
    const { order } = await read(key);
    const one = order.lines.map(({ lineId }) => ({ lineId, quantity: 1 }));
    const called = await callOff(key, one);
    expect(called).toMatchObject({ ok: true });
    if (mode === "on_shipment") await capturePayment(database.db, day.provider, key, day.now());
    await day.runJobs();
    const between = await read(key);
    const parts = await giveBack(world, key, one.slice(0, 1), 100);
    if (!parts.ok) throw new Error(parts.error.code);
    await day.runJobs();
    const { invoice, netTax } = await read(key);
    expect(between.netTax).toBeLessThan(order.taxAmount);
    expect(netTax).toBe(between.netTax - parts.value.taxAmount);
    expect(invoice.taxes.reduce((sum, { taxAmount }) => sum + taxAmount, 0)).toBe(order.taxAmount);
    expect(invoice.lines).toMatchObject([
      { calledOffQuantity: 1, refundedQuantity: 1 },
      { calledOffQuantity: 1, refundedQuantity: 0 },
    ]);
  });

  test.each(markets)("in %s has no tax when all has gone, delivery with it", async (_, market, amount) => {
    const key = await paid(worlds[mode], market, [{ amount, quantity: 3 }]);
    const { order } = await read(key);
    await callOff(key, [{ lineId: order.lines[0]?.lineId ?? "", quantity: 2 }]);
    await callOff(key, "all");
    await day.runJobs();
    const settled = await readRefundable(database.db, key);
    expect(settled?.settledShippingTax).toBe(order.shippingTaxAmount);
    expect(settled?.lines[0]?.settledTax).toBe(order.lines[0]?.taxAmount);
    const { invoice } = await read(key);
    expect(invoice.netAmount).toBe(0);
    expect(invoice.taxes.every(({ netTaxAmount }) => netTaxAmount === 0)).toBe(true);
  });
});

test("what was called off keeps the tax it was told with, and what told units alone is shared out", async () => {
  const key = await paid(worlds.on_shipment, germany, [{ amount: 11_900, quantity: 2 }]);
  const { order } = await read(key);
  const lineId = order.lines[0]?.lineId ?? "";
  await callOff(key, [{ lineId, quantity: 1 }]);
  const retell = (lines: object[]) =>
    database.db.orderEvent.updateMany({
      where: { ...{ customerId: key.customerId, orderId: key.orderId }, type: "lines_cancelled" },
      data: { data: { cancellationId: newId(), released: { lines, shippingAmount: 0 } } },
    });
  await retell([{ lineId, quantity: 1, amount: 11_900, taxAmount: 1_899 }]);
  expect((await read(key)).netTax).toBe(order.taxAmount - 1_899);
  await retell([{ lineId, quantity: 1 }]);
  expect((await read(key)).netTax).toBe(order.taxAmount - 1_900);
});

describe("money that went back in Stripe's back office, without naming units", () => {
  const giveBackThere = async ({ payment }: OrderView, amount?: number) => {
    await day.stripe.refunds.create({ payment_intent: payment?.paymentIntentId ?? "", ...(amount ? { amount } : {}) });
    await day.tellNew();
  };

  test("whole, leaves no tax", async () => {
    const key = await paid(worlds.at_once, germany, [{ amount: 11_900, quantity: 1 }]);
    const { order } = await read(key);
    await giveBackThere(order);
    expect(await read(key)).toMatchObject({ netTax: 0, invoice: { netAmount: 0 } });
  });

  test("all but a euro, leaves the tax of a euro", async () => {
    const key = await paid(worlds.at_once, germany, [{ amount: 11_900, quantity: 1 }]);
    const { order } = await read(key);
    await giveBackThere(order, order.totalAmount - 100);
    expect((await read(key)).invoice).toMatchObject({ netAmount: 100, taxes: [{ netTaxAmount: 16 }] });
  });

  test.each(markets)(
    "in %s takes of every rate in proportion, and units named later take their own",
    async (_, market, amount) => {
      const world = worlds.at_once;
      const key = await paid(world, market, [
        { amount, quantity: 3 },
        { amount: amount + 10, quantity: 3, taxClass: "food" },
      ]);
      const { order } = await read(key);
      const back = 700;
      await giveBackThere(order, back);
      const { invoice, netTax } = await read(key);
      const total = order.totalAmount;
      expect(invoice.netAmount).toBe(total - back);
      expect(netTax).toBe(Math.round((order.taxAmount * (total - back)) / total));
      for (const { taxAmount, netTaxAmount } of invoice.taxes)
        expect(Math.abs(netTaxAmount - (taxAmount * (total - back)) / total)).toBeLessThan(1);

      const parts = await giveBack(world, key, [{ lineId: order.lines[0]?.lineId ?? "", quantity: 1 }]);
      if (!parts.ok) throw new Error(parts.error.code);
      await day.runJobs();
      const left = total - parts.value.amount;
      const leftTax = order.taxAmount - parts.value.taxAmount;
      expect((await read(key)).netTax).toBe(Math.round((leftTax * (left - back)) / left));
    },
  );

  test("or was not taken there, leaves the tax of what was taken", async () => {
    const key = await paid(worlds.on_shipment, germany, [{ amount: 11_900, quantity: 1 }]);
    const { order } = await read(key);
    await day.stripe.paymentIntents.capture(order.payment?.paymentIntentId ?? "", { amount_to_capture: 119 });
    await day.tellNew();
    expect((await read(key)).invoice).toMatchObject({ netAmount: 119, taxes: [{ netTaxAmount: 19 }] });
  });
});
