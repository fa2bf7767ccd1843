import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeStep } from "@/lib/core/money";
import { totalsOf } from "@/lib/pricing/totals";
import {
  allThatIsLeft,
  type Refundable,
  type RefundParts,
  refundOf,
  refundStatuses,
  refundTransitions,
  shareOf,
} from "./refund";

const cart = fc.record({
  currency: fc.constantFrom("USD" as const, "JPY" as const, "KWD" as const),
  lines: fc.array(
    fc.record({
      unitAmount: fc.integer({ min: 0, max: 200_000 }),
      quantity: fc.integer({ min: 1, max: 7 }),
      taxClass: fc.constantFrom("standard", "food"),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  discountAmount: fc.integer({ min: 0, max: 50_000 }),
  shippingAmount: fc.integer({ min: 0, max: 3_000 }),
  taxIncluded: fc.boolean(),
  taxRounding: fc.constantFrom("line" as const, "order" as const),
  rates: fc.record({
    standard: fc.integer({ min: 0, max: 270_000 }),
    food: fc.integer({ min: 0, max: 100_000 }),
    shipping: fc.integer({ min: 0, max: 200_000 }),
  }),
});

function refundable(totals: ReturnType<typeof totalsOf>, quantities: readonly number[]): Refundable {
  return {
    currency: totals.currency,
    taxIncluded: totals.taxIncluded,
    shippingAmount: totals.shippingAmount,
    shippingTaxAmount: totals.shippingTaxAmount,
    settledShipping: 0,
    settledShippingTax: 0,
    lines: totals.lines.map((line, index) => ({
      lineId: `line-${index}`,
      quantity: quantities[index] ?? 0,
      settledQuantity: 0,
      settledAmount: 0,
      settledTax: 0,
      totalAmount: line.totalAmount,
      taxAmount: line.taxAmount,
    })),
  };
}

/** The order after a refund, as the next one finds it; before it, when the bank sent the refund back. */
function asNext(order: Refundable, parts: RefundParts, sign: 1 | -1 = 1): Refundable {
  const taxOfLines = parts.lines.reduce((sum, line) => sum + line.taxAmount, 0);
  const partsOf = new Map(parts.lines.map((line) => [line.lineId, line]));
  return {
    ...order,
    settledShipping: order.settledShipping + sign * parts.shippingAmount,
    settledShippingTax: order.settledShippingTax + sign * (parts.taxAmount - taxOfLines),
    lines: order.lines.map((line) => {
      const { quantity = 0, amount = 0, taxAmount = 0 } = partsOf.get(line.lineId) ?? {};
      return {
        ...line,
        settledQuantity: line.settledQuantity + sign * quantity,
        settledAmount: line.settledAmount + sign * amount,
        settledTax: line.settledTax + sign * taxAmount,
      };
    }),
  };
}

const steps = fc.array(
  fc.record({
    line: fc.nat(5),
    units: fc.integer({ min: 0, max: 7 }),
    allTax: fc.boolean(),
    shipping: fc.integer({ min: 0, max: 800 }),
    sentBack: fc.boolean(),
  }),
  { maxLength: 12 },
);

describe("refunds of an order", () => {
  test("taken apart in any order and any split, they add up to what was paid, tax and all", () => {
    fc.assert(
      fc.property(cart, steps, (given, wishes) => {
        const totals = totalsOf(given);
        let order = refundable(
          totals,
          given.lines.map((line) => line.quantity),
        );
        let amount = 0;
        let taxAmount = 0;
        const count = (parts: RefundParts, sign: 1 | -1) => {
          amount += sign * parts.amount;
          taxAmount += sign * parts.taxAmount;
          order = asNext(order, parts, sign);
        };
        const take = (choice: Parameters<typeof refundOf>[1]) => {
          const parts = refundOf(order, choice);
          if (!parts.ok) return null;
          expect(parts.value.taxAmount).toBeLessThanOrEqual(parts.value.amount);
          expect(parts.value.amount % chargeStep(given.currency)).toBe(0);
          for (const line of parts.value.lines) expect(line.taxAmount).toBeLessThanOrEqual(line.amount);
          count(parts.value, 1);
          return parts.value;
        };
        const turned: RefundParts[] = [];
        for (const { line, units, allTax, shipping, sentBack } of wishes) {
          const parts = take({
            lines: [{ lineId: `line-${line}`, quantity: units, allTax }],
            shippingAmount: shipping,
          });
          if (parts && sentBack) turned.push(parts);
          expect(amount).toBeLessThanOrEqual(totals.totalAmount);
        }
        for (const parts of turned) count(parts, -1);
        take(allThatIsLeft(order));
        expect(amount).toBe(totals.totalAmount);
        expect(taxAmount).toBe(totals.taxAmount);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a unit can't go back twice, nor one that was never bought, nor more shipping than was paid", () => {
    const order: Refundable = {
      currency: "USD",
      taxIncluded: true,
      shippingAmount: 500,
      shippingTaxAmount: 80,
      settledShipping: 200,
      settledShippingTax: 32,
      lines: [
        {
          ...{ lineId: "a", quantity: 3, totalAmount: 1000, taxAmount: 160 },
          ...{ settledQuantity: 2, settledAmount: 667, settledTax: 107 },
        },
      ],
    };
    const choose = (lineId: string, quantity: number, shippingAmount = 0) =>
      refundOf(order, { lines: [{ lineId, quantity }], shippingAmount });
    expect(choose("a", 2)).toMatchObject({ ok: false, error: { code: "quantity_invalid", left: 1 } });
    expect(choose("b", 1)).toMatchObject({ ok: false, error: { code: "quantity_invalid", left: 0 } });
    expect(choose("a", -1)).toMatchObject({ ok: false });
    expect(choose("a", 0.5)).toMatchObject({ ok: false });
    expect(choose("a", 1, 301)).toMatchObject({ ok: false, error: { code: "shipping_invalid", left: 300 } });
    expect(choose("a", 0)).toMatchObject({ ok: false, error: { code: "nothing_chosen" } });
    const twice = { lineId: "a", quantity: 1 };
    expect(refundOf(order, { lines: [twice, twice], shippingAmount: 0 })).toMatchObject({ ok: false });
    expect(choose("a", 1)).toMatchObject({ ok: true, value: { amount: 333, taxAmount: 53 } });
  });

  test("the tax of a line goes back alone once, and its units without it", () => {
    const line = {
      ...{ lineId: "a", quantity: 3, totalAmount: 1000, taxAmount: 160 },
      ...{ settledQuantity: 0, settledAmount: 0, settledTax: 0 },
    };
    const noShipping = { shippingAmount: 0, shippingTaxAmount: 0, settledShipping: 0, settledShippingTax: 0 };
    const order: Refundable = { currency: "USD", taxIncluded: true, ...noShipping, lines: [line] };
    const taxAlone = { lines: [{ lineId: "a", quantity: 0, allTax: true }], shippingAmount: 0 };
    const tax = refundOf(order, taxAlone);
    expect(tax).toMatchObject({ ok: true, value: { amount: 160, taxAmount: 160, lines: [{ quantity: 0 }] } });
    const left = tax.ok ? asNext(order, tax.value) : order;
    expect(refundOf(left, taxAlone)).toEqual({ ok: false, error: { code: "nothing_chosen" } });
    expect(refundOf(left, allThatIsLeft(left))).toMatchObject({ ok: true, value: { amount: 840, taxAmount: 0 } });
  });

  test("the units of a line differ by one at most, the dearer first", () => {
    expect([1, 2, 3].map((units) => shareOf(1000, units, 3))).toEqual([334, 667, 1000]);
    expect([1, 2, 3].map((units) => shareOf(1000, units, 3, 10))).toEqual([340, 670, 1000]);
  });
});

test.each(refundStatuses.flatMap((from) => refundStatuses.map((to) => ({ from, to }))))(
  "a refund may go from $from to $to only where the table says so",
  ({ from, to }) => {
    const allowed = ["due pending", "due succeeded", "due failed", "pending succeeded", "pending failed"];
    const after = ["succeeded failed", "failed settled_by_hand"];
    expect(refundTransitions[from].includes(to)).toBe([...allowed, ...after].includes(`${from} ${to}`));
  },
);
