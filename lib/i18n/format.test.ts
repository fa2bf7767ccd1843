import { describe, expect, test } from "vitest";
import {
  formatChange,
  formatDate,
  formatDay,
  formatDayRange,
  formatDeadline,
  formatList,
  formatPercent,
  formatSum,
  formatTaxRate,
  regionName,
} from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, " ");

describe("as each market writes it", () => {
  test("days", () => {
    expect(formatDay("2026-11-25", "en-US")).toBe("Wed, Nov 25");
    expect(formatDay("2026-11-25", "de-DE")).toBe("Mi., 25. Nov.");
    expect(formatDay("2026-11-25", "ja-JP")).toBe("11月25日(水)");
  });

  test("a range of days, and of one", () => {
    expect(plain(formatDayRange("2026-11-25", "2026-11-27", "en-US"))).toBe("Nov 25 – 27");
    expect(formatDayRange("2026-11-25", "2026-11-25", "en-US")).toBe("Wed, Nov 25");
  });

  test("a moment, in the market's time zone", () => {
    const lateInTheDay = new Date("2026-11-25T20:00:00Z");
    expect(formatDate(lateInTheDay, "en-US")).toBe("November 25, 2026");
    expect(formatDate(lateInTheDay, "ja-JP")).toBe("2026年11月26日");
  });

  test("a deadline, with the clock it goes by", () => {
    const opening = new Date("2026-11-25T20:37:00Z");
    expect(plain(formatDeadline(opening, "en-US"))).toBe("Nov 25, 2026, 3:37 PM EST");
    expect(plain(formatDeadline(opening, "de-DE"))).toBe("25. Nov. 2026, 21:37 MEZ");
    expect(formatDeadline(opening, "ja-JP")).toContain("JST");
  });

  test("how a figure moved, its sign before it whichever way the line runs", () => {
    expect(formatChange(1_200, "de-DE")).toBe("+1.200");
    expect(formatChange(-2, "en-US")).toBe("−2");
    expect(formatChange(-2, "ar-AE")).toMatch(/^[\u061c\u200e]−/u);
    expect(formatChange(0, "en-US")).toBe("");
  });

  test("sums, shares, lists, regions", () => {
    expect(formatSum({ amount: 5000, currency: "USD" }, "en-US")).toBe("$50");
    expect(plain(formatSum({ amount: 4950, currency: "EUR" }, "de-DE"))).toBe("49,50 €");
    expect(plain(formatPercent(-0.17, "de-DE"))).toBe("−17 %");
    expect(plain(formatTaxRate(72_500, "de-DE"))).toBe("7,25 %");
    expect(formatTaxRate(190_000, "en-US")).toBe("19%");
    expect(formatList(["oak", "brass", "wool"], "en-GB")).toBe("oak, brass and wool");
    expect(regionName("DE", "ja-JP")).toBe("ドイツ");
  });
});
