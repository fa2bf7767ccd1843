import { expect, it } from "vitest";
import { typedCount } from "./typed-count";

it("a count is read in the digits of any keyboard, and nothing is not none", () => {
  expect([typedCount("12"), typedCount(" 3 "), typedCount("１２"), typedCount("　７　")]).toEqual([12, 3, 12, 7]);
  expect([typedCount(""), typedCount("  "), typedCount("　"), typedCount(null)]).toEqual([null, null, null, null]);
});

it.each(["-1", "+1", "1.5", "1,000", "two", "1e3", "0x10", "²x", "2147483648"])("%s is no count", (typed) => {
  expect(typedCount(typed)).toBeNaN();
});
