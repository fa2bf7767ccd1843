import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  amountMax,
  chargeable,
  currencies,
  currencyExponents,
  divideRounded,
  formatMoney,
  parseAmount,
  toDecimal,
  toTyped,
} from "@/lib/core/money";
import { locales } from "@/lib/i18n/markets";

const amounts = fc.integer({ min: 0, max: amountMax });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
const currency = fc.constantFrom(...currencies);

describe("allocate", () => {
  it("gives parts that add up to the whole, each within one unit of its fair share", () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const parts = allocate(amount, shares);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        const total = shares.reduce((sum, share) => sum + share, 0);
        if (total === 0) return;
        for (const [index, part] of parts.entries()) {
          const fair = (amount * (shares[index] ?? 0)) / total;
          expect(part).toBeGreaterThanOrEqual(Math.floor(fair - 1e-6));
          expect(part).toBeLessThanOrEqual(Math.ceil(fair + 1e-6));
        }
      }),
    );
  });

  it("never gives a larger weight less than a smaller one", () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const parts = allocate(amount, shares);
        if (shares.every((share) => share === 0)) return;
        const pairs = shares
          .map((share, index) => ({ share, part: parts[index] ?? 0 }))
          .sort((a, b) => a.share - b.share);
        for (let index = 1; index < pairs.length; index += 1) {
          const [smaller, larger] = [pairs[index - 1], pairs[index]];
          if (smaller && larger && smaller.share < larger.share)
            expect(larger.part).toBeGreaterThanOrEqual(smaller.part);
        }
      }),
    );
  });

  it("hands the units left over to the largest remainders, the earlier one first", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [6, 5, 4])).toEqual([4, 3, 3]);
    expect(allocate(5, [0, 0])).toEqual([5, 0]);
    expect(allocate(5, [])).toEqual([]);
  });
});

describe("divideRounded", () => {
  it("rounds half away from zero", () => {
    expect([5n, 15n, 25n, -5n, -15n].map((value) => divideRounded(value, 10n))).toEqual([1n, 2n, 3n, -1n, -2n]);
    expect([4n, 14n, -4n, -14n].map((value) => divideRounded(value, 10n))).toEqual([0n, 1n, 0n, -1n]);
    expect(divideRounded(5n, -10n)).toBe(-1n);
  });

  it("is never further than half a unit from the exact quotient", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.bigInt(1n, 10n ** 12n), (numerator, denominator) => {
        const distance = 2n * (divideRounded(numerator, denominator) * denominator - numerator);
        expect(distance <= denominator && distance >= -denominator).toBe(true);
      }),
    );
  });
});

describe("amounts as text", () => {
  it("come back as they went, in every currency", () => {
    fc.assert(
      fc.property(amounts, currency, (drawn, code) => {
        const amount = chargeable(drawn, code);
        expect(parseAmount(toDecimal({ amount, currency: code }), code)).toBe(amount);
        for (const locale of locales)
          expect(parseAmount(toTyped({ amount, currency: code }, locale), code)).toBe(amount);
      }),
    );
  });

  it("are read with a point or a comma, and refused when they are no such amount", () => {
    expect([parseAmount("12.5", "USD"), parseAmount("12,50", "EUR"), parseAmount(" 1200 ", "JPY")]).toEqual([
      1250, 1250, 1200,
    ]);
    expect([parseAmount("1.230", "KWD"), parseAmount("12.5000", "USD"), parseAmount("12.00", "JPY")]).toEqual([
      1230, 1250, 12,
    ]);
    expect([parseAmount("１２．５０", "USD"), parseAmount("１，５", "EUR"), parseAmount("　１２００", "JPY")]).toEqual([
      1250, 150, 1200,
    ]);
    const refused = ["", "-1", "1.234", "1,000", "12.500", "1e5", "1,000.00", "12.", "abc", "1 0", "1000000.00"];
    expect(refused.map((text) => parseAmount(text, "USD"))).toEqual(refused.map(() => null));
    expect([parseAmount("0.5", "JPY"), parseAmount("1,000", "JPY")]).toEqual([null, null]);
    expect(parseAmount("1.234", "KWD")).toBeNull();
  });

  it("carry the currency's own digits and sign", () => {
    expect([toDecimal({ amount: 5, currency: "USD" }), toDecimal({ amount: -1205, currency: "EUR" })]).toEqual([
      "0.05",
      "-12.05",
    ]);
    expect([toDecimal({ amount: 5, currency: "KWD" }), toDecimal({ amount: 1205, currency: "JPY" })]).toEqual([
      "0.005",
      "1205",
    ]);
  });

  it("are written as each market writes them", () => {
    expect(formatMoney({ amount: 18900, currency: "USD" }, "en-US")).toBe("$189.00");
    expect(formatMoney({ amount: 18900, currency: "EUR" }, "de-DE")).toBe("189,00\u00a0€");
    expect(formatMoney({ amount: 18900, currency: "JPY" }, "ja-JP")).toBe("￥18,900");
  });

  it("have as many digits as Intl knows for the currency", () => {
    for (const code of currencies) {
      const { maximumFractionDigits } = new Intl.NumberFormat("en", {
        style: "currency",
        currency: code,
      }).resolvedOptions();
      expect(maximumFractionDigits).toBe(currencyExponents[code]);
    }
  });
});
