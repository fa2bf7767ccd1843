import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { totalsOf } from "@/lib/pricing/totals";
import { allThatIsLeft, type Refundable, refundOf, refundStatuses, refundTransitions, shareOf } from "./refund";

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
    taxIncluded: totals.taxIncluded,
    shippingAmount: totals.shippingAmount,
    shippingTaxAmount: totals.shippingTaxAmount,
    settledShipping: 0,
    lines: totals.lines.map((line, index) => ({
      lineId: `line-${index}`,
      quantity: quantities[index] ?? 0,
      settledQuantity: 0,
      totalAmount: line.totalAmount,
      taxAmount: line.taxAmount,
    })),
  };
}

/** The order after a refund, as the next one finds it. */
function after(order: Refundable, parts: { shippingAmount: number; lines: { lineId: string; quantity: number }[] }) {
  const units = new Map(parts.lines.map((line) => [line.lineId, line.quantity]));
  return {
    ...order,
    settledShipping: order.settledShipping + parts.shippingAmount,
    lines: order.lines.map((line) => ({
      ...line,
      settledQuantity: line.settledQuantity + (units.get(line.lineId) ?? 0),
    })),
  };
}

const steps = fc.array(
  fc.record({ line: fc.nat(5), units: fc.integer({ min: 1, max: 7 }), shipping: fc.integer({ min: 0, max: 800 }) }),
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
        const take = (choice: Parameters<typeof refundOf>[1]) => {
          const parts = refundOf(order, choice);
          if (!parts.ok) return;
          amount += parts.value.amount;
          taxAmount += parts.value.taxAmount;
          expect(parts.value.taxAmount).toBeLessThanOrEqual(parts.value.amount);
          for (const line of parts.value.lines) expect(line.taxAmount).toBeLessThanOrEqual(line.amount);
          order = after(order, parts.value);
        };
        for (const wish of wishes) {
          take({ lines: [{ lineId: `line-${wish.line}`, quantity: wish.units }], shippingAmount: wish.shipping });
          expect(amount).toBeLessThanOrEqual(totals.totalAmount);
        }
        take(allThatIsLeft(order));
        expect(amount).toBe(totals.totalAmount);
        expect(taxAmount).toBe(totals.taxAmount);
      }),
      { numRuns: 500 },
    );
  });

  test("a unit can't go back twice, nor one that was never bought, nor more shipping than was paid", () => {
    const order: Refundable = {
      taxIncluded: true,
      shippingAmount: 500,
      shippingTaxAmount: 80,
      settledShipping: 200,
      lines: [{ lineId: "a", quantity: 3, settledQuantity: 2, totalAmount: 1000, taxAmount: 160 }],
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

  test("the units of a line differ by one at most, the dearer first", () => {
    expect([1, 2, 3].map((units) => shareOf(1000, units, 3))).toEqual([334, 667, 1000]);
  });
});

test.each(refundStatuses.flatMap((from) => refundStatuses.map((to) => ({ from, to }))))(
  "a refund may go from $from to $to only where the table says so",
  ({ from, to }) => {
    const allowed = ["due pending", "due succeeded", "due failed", "pending succeeded", "pending failed"];
    expect(refundTransitions[from].includes(to)).toBe([...allowed, "succeeded failed"].includes(`${from} ${to}`));
  },
);
