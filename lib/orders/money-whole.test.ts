import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { holdsFor, modelTimeout } from "@/dev/testing/model";
import { findStockDrift } from "@/dev/testing/order-audit";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import { inTransaction } from "@/lib/db/transaction";
import { holdStock } from "@/lib/inventory/hold-stock";
import { readLocationOrder } from "@/lib/inventory/read-locations";
import { type Totals, totalsOf } from "@/lib/pricing/totals";
import { cancelLines } from "./cancel-lines";
import { insertOrder } from "./insert-order";
import { newOrderNumber } from "./order-number";
import { readRefundable } from "./read-refundable";
import { allThatIsLeft, grossOfShipping, type RefundChoice } from "./refund";
import { refundOrder } from "./refund-order";

/**
 * Whatever an order comes to and however it is taken apart again, its parts are the whole: orders of several lines with
 * a discount and shipping, in currencies of no, two and three decimals, written, paid at the provider's, and given back
 * by units, shipping and cancellations until nothing is left.
 */
const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

const staff = () => ({ merchantId: world.merchantId, staffId: "01900000-0000-7000-8000-000000000001" });
const onHand = 9;

interface Cart {
  till: { currency: Currency; locale: string; country: string; taxIncluded: boolean; rate: number; fils?: true };
  lines: { quantity: number; price: number }[];
  /** In thousandths of the lines. */
  discount: number;
  shipping: number;
}

const tills: Cart["till"][] = [
  { currency: "USD", locale: "en-US", country: "US", taxIncluded: false, rate: 86_250 },
  { currency: "USD", locale: "de-DE", country: "DE", taxIncluded: true, rate: 190_000 },
  { currency: "JPY", locale: "ja-JP", country: "JP", taxIncluded: true, rate: 100_000 },
  // Kuwait has no sales tax.
  { currency: "KWD", locale: "en-US", country: "KW", taxIncluded: true, rate: 0, fils: true },
];

const carts: fc.Arbitrary<Cart> = fc.record({
  till: fc.constantFrom(...tills),
  lines: fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 4 }), price: fc.integer({ min: 100, max: 9_999 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  discount: fc.constantFrom(0, 1, 77, 333),
  shipping: fc.constantFrom(0, 595, 1_001),
});

const ways = fc.array(
  fc.record({
    how: fc.constantFrom("refund", "call off", "shipping"),
    line: fc.nat(3),
    units: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 8 },
);

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Stripe takes fils by the ten: the amounts are drawn so that a unit at half its price is such an amount. */
const grainOf = ({ fils }: Cart["till"]) => (fils ? 20 : 1);

/** As the checkout writes it, with a discount on top. */
async function place({ till, lines, discount, shipping }: Cart) {
  const { db } = database;
  const { currency, locale, country, taxIncluded, rate, fils } = till;
  const grain = grainOf(till);
  const priced = lines.map(({ quantity, price }) => ({ quantity, unitAmount: price * grain }));
  const subtotal = sum(priced.map(({ quantity, unitAmount }) => quantity * unitAmount));
  const totals: Totals = totalsOf({
    currency,
    lines: priced.map((line) => ({ ...line, taxClass: "standard" })),
    discountAmount: fils && discount > 0 ? subtotal / 2 : Math.floor((subtotal * discount) / 1_000),
    shippingAmount: shipping * grain,
    taxIncluded,
    rates: { standard: rate },
  });
  const key = { customerId: newId(), orderId: newId() };
  const now = day.now();
  const expiresAt = new Date(now.getTime() + 40 * 60_000);
  const variants: (FixtureVariant & { quantity: number })[] = [];
  for (const { quantity } of lines) variants.push({ ...(await makeProduct(db, world, { onHand })), quantity });
  await db.customer.create({ data: { customerId: key.customerId, locale, createdAt: now } });
  await inTransaction(db, async (tx) => {
    await insertOrder(tx, {
      ...key,
      number: newOrderNumber(),
      idempotencyKey: newId(),
      locale,
      currency,
      email: "mara@example.com",
      shipTo: { name: "Mara Lindqvist", line1: "1 Main St", city: "Somewhere", postalCode: "94110", country },
      shipping: { method: "standard", from: "2026-03-04", to: "2026-03-06" },
      totals,
      lines: variants.map((variant, line) => ({
        ...variant,
        merchantId: world.merchantId,
        merchantName: "Halden Audio",
        sku: `SKU-${line}`,
        title: "Teapot",
        slug: "teapot",
        options: [],
        imageKey: null,
        imageHue: null,
        shipsFrom: null,
        unitAmount: priced[line]?.unitAmount ?? 0,
        discountAmount: totals.lines[line]?.discountAmount ?? 0,
        totalAmount: totals.lines[line]?.totalAmount ?? 0,
        taxAmount: totals.lines[line]?.taxAmount ?? 0,
        taxRatePpm: totals.lines[line]?.taxRatePpm ?? 0,
      })),
      creditAmount: 0,
      captureMode: "at_once",
      promptOnly: false,
      actor: "shopper",
      takesFromCart: false,
      expiresAt,
      now,
    });
    const locations = await readLocationOrder(tx, [world.merchantId], country);
    const held = await holdStock(tx, {
      orderId: key.orderId,
      lines: variants,
      locations,
      buyer: key.customerId,
      expiresAt,
      actor: "shopper",
      now,
    });
    expect(held.ok).toBe(true);
  });
  return { key, totals, variants };
}

type Key = Awaited<ReturnType<typeof place>>["key"];

const refund = (key: Key, choice: RefundChoice) =>
  refundOrder(database.db, staff(), { ...key, refundId: newId(), choice, reason: "damaged", note: "" }, day.now());

/** One of many ways to give some of it back; what is not there any more is refused, and that is as well. */
async function takeApart(
  key: Key,
  lineIds: string[],
  way: { how: string; line: number; units: number },
  grain: number,
) {
  const lineId = lineIds[way.line % lineIds.length] ?? "";
  const lines = [{ lineId, quantity: way.units }];
  if (way.how === "refund") return refund(key, { lines, shippingAmount: 0 });
  if (way.how === "shipping") return refund(key, { lines: [], shippingAmount: way.units * 170 * grain });
  const wish = { ...key, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" as const };
  return cancelLines(database.db, wish, day.now());
}

async function checkWhole({ key, totals, variants }: Awaited<ReturnType<typeof place>>): Promise<void> {
  const { db } = database;
  const refunds = await db.refund.findMany({ where: key, include: { lines: true } });
  expect(refunds.every(({ status }) => status === "succeeded")).toBe(true);
  expect(sum(refunds.map(({ amount }) => amount))).toBe(totals.totalAmount);
  expect(sum(refunds.map(({ taxAmount }) => taxAmount))).toBe(totals.taxAmount);
  const payment = await db.payment.findUniqueOrThrow({ where: { customerId_orderId: key } });
  expect(payment).toMatchObject({
    status: "refunded",
    capturedAmount: totals.totalAmount,
    refundedAmount: totals.totalAmount,
  });
  const charges = await day.stripe.charges.list({ payment_intent: payment.paymentIntentId ?? "" });
  expect(charges.data.map(({ amount_captured, amount_refunded }) => [amount_captured, amount_refunded])).toEqual([
    [totals.totalAmount, totals.totalAmount],
  ]);
  const lines = await db.orderLine.findMany({ where: key, orderBy: { position: "asc" } });
  for (const [line, { productId, variantId, quantity }] of variants.entries()) {
    const level = await db.stockLevel.findFirstOrThrow({ where: { productId, variantId } });
    const kept = quantity - (lines[line]?.cancelledQuantity ?? 0);
    expect({ onHand: level.onHand, held: level.held, sold: level.sold }).toEqual({
      onHand: onHand - kept,
      held: 0,
      sold: kept,
    });
  }
}

test(
  "whatever an order comes to, its refunds add up to what was paid, and its units are somewhere",
  async () => {
    const seen = new Set<Currency>();
    await holdsFor(
      fc.asyncProperty(carts, ways, async (cart, taking) => {
        const order = await place(cart);
        const { key } = order;
        await day.pay(key);
        const lineIds = (await database.db.orderLine.findMany({ where: key, orderBy: { position: "asc" } })).map(
          ({ lineId }) => lineId,
        );
        for (const way of taking) await takeApart(key, lineIds, way, grainOf(cart.till));
        const rest = await readRefundable(database.db, key);
        if (
          rest &&
          (rest.lines.some((line) => line.quantity > line.settledQuantity) ||
            rest.settledShipping < grossOfShipping(rest))
        )
          expect(await refund(key, allThatIsLeft(rest))).toMatchObject({ ok: true });
        await day.runJobs();
        await day.tellNew();
        await checkWhole(order);
        seen.add(cart.till.currency);
      }),
      25,
    );
    expect([...seen].toSorted()).toEqual(["JPY", "KWD", "USD"]);
    expect(await findStockDrift(database.db)).toEqual([]);
  },
  modelTimeout,
);
