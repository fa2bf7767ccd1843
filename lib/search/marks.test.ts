import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marksOf, monthMarks, priceMarks, priceStep } from "./marks";

const amount = fc.integer({ min: 0, max: 2_147_483_647 });
const priced = (each: number) =>
  marksOf({ facets: [], lineage: [], prices: [{ currency: "USD", amount: each }], publishedAt: null });

describe("what documents say of prices and months", () => {
  test("two steps double a price, exactly", () => {
    for (let power = 0; power <= 31; power++) {
      expect(priceStep(2 ** power - 1)).toBe(2 * power);
      if (power > 1) expect(priceStep(2 ** power - 2)).toBe(2 * power - 1);
    }
  });

  test("whatever lies in a range has one of its marks", () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const [min = 0, price = 0, max = 0] = [a, b, c].toSorted((x, y) => x - y);
        for (const range of [{ min, max }, { min }, { max }, {}])
          expect(priceMarks("USD", range)).toEqual(expect.arrayContaining(priced(price)));
      }),
    );
  });

  test("a narrow range has few marks, one that nothing lies in has one", () => {
    expect(priceMarks("USD", { min: 2_000, max: 3_999 })).toHaveLength(3);
    expect(priceMarks("USD", { min: 4_000, max: 2_000 })).toHaveLength(1);
    expect(priceMarks("JPY", {})).toHaveLength(63);
  });

  test("months since a day end with the one after now", () => {
    const now = new Date("2026-01-31T23:00:00Z");
    expect(monthMarks(new Date("2025-11-30T10:00:00Z"), now)).toEqual(["~2025-11", "~2025-12", "~2026-01", "~2026-02"]);
    const published = marksOf({ facets: [], lineage: [], prices: [], publishedAt: new Date("2025-12-31T23:59:59Z") });
    expect(monthMarks(new Date("2025-11-30T10:00:00Z"), now)).toEqual(expect.arrayContaining(published));
  });
});
