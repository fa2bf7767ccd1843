import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grossOfLine, type RefundableLine, refundOf, shareOf } from "../refund";
import { isOffered, replacementOf } from "./exchange";

/** A line as it was sold: any price, discount and tax, some of its units gone back before. */
const sold = fc
  .record({
    quantity: fc.integer({ min: 1, max: 7 }),
    unitAmount: fc.integer({ min: 1, max: 50_000 }),
    off: fc.nat(400),
    ratePpm: fc.constantFrom(0, 70_000, 87_500, 190_000, 250_000),
    taxIncluded: fc.boolean(),
    settled: fc.nat(6),
    back: fc.integer({ min: 1, max: 7 }),
    newUnit: fc.integer({ min: 1, max: 60_000 }),
  })
  .map(({ quantity, unitAmount, off, ratePpm, taxIncluded, settled, back, newUnit }) => {
    const totalAmount = unitAmount * quantity - Math.min(off, unitAmount * quantity - 1);
    const exact = (totalAmount * ratePpm) / (taxIncluded ? 1_000_000 + ratePpm : 1_000_000);
    const taxAmount = Math.round(exact);
    const settledQuantity = Math.min(settled, quantity - 1);
    const gross = grossOfLine({ totalAmount, taxAmount }, taxIncluded);
    const line: RefundableLine = {
      lineId: "line",
      quantity,
      settledQuantity,
      settledAmount: shareOf(gross, settledQuantity, quantity),
      settledTax: shareOf(taxAmount, settledQuantity, quantity),
      totalAmount,
      taxAmount,
    };
    return { line, ratePpm, taxIncluded, back: Math.min(back, quantity - settledQuantity), newUnit };
  });

function givenOf({ line, taxIncluded, back }: { line: RefundableLine; taxIncluded: boolean; back: number }) {
  const noShipping = { shippingAmount: 0, shippingTaxAmount: 0, settledShipping: 0, settledShippingTax: 0 };
  const order = { currency: "USD" as const, taxIncluded, lines: [line], ...noShipping };
  const parts = refundOf(order, { lines: [{ lineId: "line", quantity: back }], shippingAmount: 0 });
  if (!parts.ok) throw new Error(parts.error.code);
  const [given] = parts.value.lines;
  if (!given) throw new Error("nothing was given");
  return given;
}

describe("what goes out in place of units that came back", () => {
  it("never comes to more than they did, nor its tax, and its line adds up", () => {
    fc.assert(
      fc.property(sold, (sale) => {
        const given = givenOf(sale);
        if (given.amount === 0) return;
        const { unitAmount, discountAmount, totalAmount, taxAmount, gross } = replacementOf(
          given,
          { unitAmount: sale.newUnit, taxRatePpm: sale.ratePpm },
          { taxIncluded: sale.taxIncluded, currency: "USD" },
        );
        expect(unitAmount * given.quantity - discountAmount).toBe(totalAmount);
        expect(discountAmount).toBeGreaterThanOrEqual(0);
        expect(discountAmount).toBeLessThan(Math.max(1, given.quantity));
        expect(totalAmount).toBeLessThanOrEqual(sale.newUnit * given.quantity);
        expect(gross).toBe(sale.taxIncluded ? totalAmount : totalAmount + taxAmount);
        expect(gross).toBeLessThanOrEqual(given.amount);
        expect(taxAmount).toBeLessThanOrEqual(given.taxAmount);
      }),
      { numRuns: 3_000 },
    );
  });

  it("comes to the same, to the last unit, where it costs what was paid or more", () => {
    fc.assert(
      fc.property(sold, (sale) => {
        const given = givenOf(sale);
        const dear = { unitAmount: sale.line.totalAmount + 1, taxRatePpm: sale.ratePpm };
        const { gross, taxAmount } = replacementOf(given, dear, { taxIncluded: sale.taxIncluded, currency: "USD" });
        expect({ amount: gross, taxAmount }).toEqual({ amount: given.amount, taxAmount: given.taxAmount });
      }),
      { numRuns: 1_000 },
    );
  });

  it("comes to what can be charged and given back where a currency has three decimals", () => {
    const given = { quantity: 3, amount: 10_000, taxAmount: 910 };
    const market = { taxIncluded: true, currency: "KWD" } as const;
    const { gross, taxAmount } = replacementOf(given, { unitAmount: 3_333, taxRatePpm: 100_000 }, market);
    expect([gross, taxAmount]).toEqual([9_990, 910]);
    const dearer = replacementOf(given, { unitAmount: 4_000, taxRatePpm: 100_000 }, market);
    expect([dearer.gross, dearer.taxAmount]).toEqual([10_000, 910]);
  });

  it("is offered only where a unit costs no more than a unit did", () => {
    fc.assert(
      fc.property(sold, ({ line, newUnit }) => {
        const cheapest = shareOf(line.totalAmount, line.quantity, line.quantity) / line.quantity;
        expect(isOffered(newUnit, line)).toBe(newUnit <= cheapest);
      }),
    );
    expect(isOffered(0, { totalAmount: 100, quantity: 1 })).toBe(false);
  });
});
