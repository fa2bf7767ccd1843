import { expect, it } from "vitest";
import { getMarket, locales } from "./markets";

it("every locale is a market's", () => {
  expect(locales.map((locale) => getMarket(locale)?.locale)).toEqual(locales);
});

it.each(["", "en", "en-us", "xx-XX", "__proto__", undefined, null, 7, {}, ["en-US"]])("%j is no market's", (tag) => {
  expect(getMarket(tag)).toBeNull();
});
