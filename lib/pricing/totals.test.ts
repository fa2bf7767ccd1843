import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate, chargeable, chargeStep } from "@/lib/core/money";
import { taxOn, taxWithin } from "./tax-amount";
import { totalsOf } from "./totals";

const line = fc.record({
  unitAmount: fc.integer({ min: 0, max: 500_000 }),
  quantity: fc.integer({ min: 1, max: 99 }),
  taxClass: fc.constantFrom("standard", "food", "books", "unknown"),
});
const rates = fc.record({ standard: fc.integer({ min: 0, max: 270_000 }), food: fc.integer({ min: 0, max: 100_000 }) });
const input = fc.record({
  currency: fc.constantFrom("USD" as const, "JPY" as const, "KWD" as const),
  lines: fc.array(line, { maxLength: 12 }),
  discountAmount: fc.integer({ min: 0, max: 300_000 }),
  shippingAmount: fc.integer({ min: 0, max: 20_000 }),
  taxIncluded: fc.boolean(),
  taxRounding: fc.constantFrom("line" as const, "order" as const),
  rates,
});
const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

describe("totals", () => {
  test("add up, in whole minor units, for any cart", () => {
    fc.assert(
      fc.property(input, (given) => {
        const totals = totalsOf(given);
        const sum = given.lines.reduce((total, each) => total + each.unitAmount * each.quantity, 0);
        expect(totals.subtotalAmount).toBe(sum);
        expect(totals.shippingAmount).toBe(chargeable(given.shippingAmount, given.currency));
        expect(totals.totalAmount).toBe(
          sum - totals.discountAmount + totals.shippingAmount + (given.taxIncluded ? 0 : totals.taxAmount),
        );
        const least = Math.min(sum, given.discountAmount);
        const perLine = chargeStep(given.currency) - 1;
        expect(totals.discountAmount).toBeGreaterThanOrEqual(least - perLine);
        expect(totals.discountAmount).toBeLessThanOrEqual(least + perLine * given.lines.length);
        expect(sumOf(totals.lines.map((each) => each.discountAmount))).toBe(totals.discountAmount);
        expect(sumOf(totals.lines.map((each) => each.totalAmount))).toBe(sum - totals.discountAmount);
        expect(totals.taxAmount).toBe(sumOf(totals.lines.map((each) => each.taxAmount)) + totals.shippingTaxAmount);
        for (const [index, each] of totals.lines.entries()) {
          const { unitAmount = 0, quantity = 0 } = given.lines[index] ?? {};
          expect(each.totalAmount).toBe(unitAmount * quantity - each.discountAmount);
          expect(each.totalAmount).toBeGreaterThanOrEqual(0);
          expect(each.taxAmount).toBeLessThanOrEqual(each.totalAmount);
        }
        expect(
          [totals.totalAmount, totals.taxAmount, ...totals.lines.map((each) => each.taxAmount)].every(
            Number.isSafeInteger,
          ),
        ).toBe(true);
      }),
    );
  });

  test("can be charged, and so can every part of them that can be given back alone", () => {
    fc.assert(
      fc.property(input, (given) => {
        const totals = totalsOf(given);
        const amounts = [totals.totalAmount, totals.taxAmount, totals.shippingAmount, totals.shippingTaxAmount];
        for (const line of totals.lines) amounts.push(line.totalAmount, line.taxAmount);
        expect(amounts.filter((amount) => amount % chargeStep(given.currency) !== 0)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a dinar's tax is rounded to ten fils, and what of a price can't be charged is given away", () => {
    const lines = [{ unitAmount: 1_995, quantity: 1, taxClass: "standard" }];
    const rates = { standard: 50_000 };
    const totals = totalsOf({ currency: "KWD", lines, shippingAmount: 0, taxIncluded: false, rates });
    expect(totals).toMatchObject({ subtotalAmount: 1_995, discountAmount: 5, taxAmount: 100, totalAmount: 2_090 });
  });

  test("a price with tax inside holds exactly the tax that was put on it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000 }), fc.integer({ min: 0, max: 270_000 }), (net, ratePpm) => {
        const gross = net + taxOn(net, ratePpm);
        expect(Math.abs(taxWithin(gross, ratePpm) - taxOn(net, ratePpm))).toBeLessThanOrEqual(1);
        expect(taxWithin(gross, ratePpm)).toBeLessThanOrEqual(gross);
      }),
    );
  });

  test("half a unit of tax is rounded up", () => {
    expect(taxOn(50, 10_000)).toBe(1);
    expect(taxOn(49, 10_000)).toBe(0);
    expect(taxWithin(11_900, 190_000)).toBe(1_900);
  });

  test("rounded once an order, the tax of each rate is the tax on its sum", () => {
    fc.assert(
      fc.property(input, (given) => {
        const totals = totalsOf({ ...given, taxRounding: "order" });
        const step = chargeStep(given.currency);
        const shippingPpm = given.taxIncluded ? given.rates.standard : 0;
        const taxed = [
          ...totals.lines,
          { totalAmount: totals.shippingAmount, taxAmount: totals.shippingTaxAmount, taxRatePpm: shippingPpm },
        ];
        for (const [ratePpm, alike] of Map.groupBy(taxed, (each) => each.taxRatePpm)) {
          const sum = sumOf(alike.map((each) => each.totalAmount));
          const tax = given.taxIncluded ? taxWithin(sum, ratePpm, step) : taxOn(sum, ratePpm, step);
          expect(sumOf(alike.map((each) => each.taxAmount))).toBe(tax);
        }
      }),
    );
  });

  test("three yen-priced lines round once in Japan, and thrice where every line is rounded", () => {
    const lines = [105, 105, 105].map((unitAmount) => ({ unitAmount, quantity: 1, taxClass: "food" }));
    const given = { currency: "JPY" as const, lines, shippingAmount: 0, taxIncluded: true, rates: { food: 80_000 } };
    expect(totalsOf({ ...given, taxRounding: "line" }).taxAmount).toBe(24);
    expect(totalsOf({ ...given, taxRounding: "order" }).taxAmount).toBe(23);
    expect(totalsOf({ ...given, taxRounding: "order" }).lines.map((line) => line.taxAmount)).toEqual([8, 8, 7]);
  });

  test("shipping carries the standard rate inside prices, none on top of them, and its own where there is one", () => {
    const lines = [{ unitAmount: 1000, quantity: 1, taxClass: "standard" }];
    const given = { currency: "USD" as const, lines, shippingAmount: 1190 };
    const standard = { standard: 190_000 };
    expect(totalsOf({ ...given, taxIncluded: true, rates: standard }).shippingTaxAmount).toBe(190);
    expect(totalsOf({ ...given, taxIncluded: false, rates: standard }).shippingTaxAmount).toBe(0);
    const own = totalsOf({ ...given, taxIncluded: false, rates: { ...standard, shipping: 100_000 } });
    expect(own).toMatchObject({ shippingTaxAmount: 119, taxAmount: 309, totalAmount: 2499 });
  });

  test("on top of prices, shipping of goods that are not taxed is not taxed either; one that is taxed is enough", () => {
    const rates = { standard: 40_000, food: 0, shipping: 40_000 };
    const item = (taxClass: string) => ({ unitAmount: 1000, quantity: 1, taxClass });
    const given = { currency: "USD" as const, shippingAmount: 500, taxIncluded: false, rates };
    expect(totalsOf({ ...given, lines: [item("food")] }).shippingTaxAmount).toBe(0);
    expect(totalsOf({ ...given, lines: [item("food"), item("standard")] }).shippingTaxAmount).toBe(20);
    expect(totalsOf({ ...given, taxIncluded: true, lines: [item("food")] }).shippingTaxAmount).toBe(19);
  });

  test("the order of the lines does not change the total", () => {
    fc.assert(
      fc.property(input, ({ discountAmount: _, ...given }) => {
        const forwards = totalsOf(given);
        const backwards = totalsOf({ ...given, lines: given.lines.toReversed() });
        expect(backwards.totalAmount).toBe(forwards.totalAmount);
        expect(backwards.taxAmount).toBe(forwards.taxAmount);
      }),
    );
  });
});

describe("allocation by largest remainder", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });

  test("the parts add up to the whole, in dollars and in yen", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), weights, (amount, parts) => {
        expect(allocate(amount, parts).reduce((sum, part) => sum + part, 0)).toBe(amount);
      }),
    );
  });

  test("in steps, the parts are whole steps and add up to the whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), weights, (steps, parts) => {
        const allocated = allocate(steps * 10, parts, 10);
        expect(sumOf(allocated)).toBe(steps * 10);
        expect(allocated.filter((part) => part % 10 !== 0)).toEqual([]);
      }),
    );
  });

  test("no part is further than one unit from its exact share", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), weights, (amount, parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        fc.pre(total > 0);
        allocate(amount, parts).forEach((part, index) => {
          expect(Math.abs(part - (amount * (parts[index] ?? 0)) / total)).toBeLessThan(1);
        });
      }),
    );
  });

  test("the unit left over goes to the largest remainder, the earlier one on a tie", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [5, 3, 1])).toEqual([6, 3, 1]);
    expect(allocate(7, [])).toEqual([]);
  });
});
