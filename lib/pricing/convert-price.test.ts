import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Currency, currencies } from "@/lib/core/money";
import { charmPrice } from "./charm-price";
import { convertPrice } from "./convert-price";
import type { ExchangeRates } from "./exchange-rates";

const monday = new Date("2026-11-16");
const tuesday = new Date("2026-11-17");
const rates: ExchangeRates = new Map<Currency, { ratePpm: bigint; day: Date | null }>([
  ["USD", { ratePpm: 1_000_000n, day: null }],
  ["EUR", { ratePpm: 920_000n, day: monday }],
  ["GBP", { ratePpm: 790_000n, day: tuesday }],
  ["JPY", { ratePpm: 150_000_000n, day: tuesday }],
]);

describe("charmPrice", () => {
  it("rounds to the nearest amount that prices of the currency end at, the lower of two as near", () => {
    expect(charmPrice(1273, "USD")).toBe(1295);
    expect(charmPrice(4830, "USD")).toBe(4800);
    expect(charmPrice(18_600, "USD")).toBe(18_500);
    expect(charmPrice(18_700, "USD")).toBe(18_500);
    expect(charmPrice(1234, "EUR")).toBe(1190);
    expect(charmPrice(432, "GBP")).toBe(450);
    expect(charmPrice(3012, "JPY")).toBe(2980);
    expect(charmPrice(16_480, "JPY")).toBe(16_500);
  });

  it("is never nothing for something, and stays within a step and a half of the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.constantFrom(...currencies), (amount, currency) => {
        const charmed = charmPrice(amount, currency);
        expect(charmed).toBeGreaterThan(0);
        expect(Math.abs(charmed - amount)).toBeLessThanOrEqual(Math.max(amount, 10_000) / 2);
        expect(Number.isInteger(charmed)).toBe(true);
      }),
    );
  });

  it("leaves what is free free", () => expect(charmPrice(0, "EUR")).toBe(0));
});

describe("convertPrice", () => {
  it("minds the digits behind the point", () => {
    expect(convertPrice({ amount: 10_000, currency: "USD" }, "JPY", rates)).toEqual({ amount: 15_000, day: tuesday });
    expect(convertPrice({ amount: 15_000, currency: "JPY" }, "USD", rates)).toEqual({ amount: 9_900, day: tuesday });
  });

  it("goes through the dollar and is as old as the older rate", () => {
    expect(convertPrice({ amount: 10_000, currency: "EUR" }, "GBP", rates)).toEqual({ amount: 8_600, day: monday });
  });

  it("gives nothing without a rate, or beyond what an order may cost", () => {
    expect(convertPrice({ amount: 100, currency: "USD" }, "AED", rates)).toBeNull();
    expect(convertPrice({ amount: 90_000_000, currency: "USD" }, "JPY", rates)).toBeNull();
  });
});
