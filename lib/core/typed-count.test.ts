import { expect, it } from "vitest";
import { countOrNone, countWithin, typedCount } from "./typed-count";

it("a count is read in the digits of any keyboard, and nothing is not none", () => {
  expect([typedCount("12"), typedCount(" 3 "), typedCount("１２"), typedCount("　７　")]).toEqual([12, 3, 12, 7]);
  expect([typedCount(""), typedCount("  "), typedCount("　"), typedCount(null)]).toEqual([null, null, null, null]);
});

it.each(["-1", "+1", "1.5", "1,000", "two", "1e3", "0x10", "²x", "2147483648"])("%s is no count", (typed) => {
  expect(typedCount(typed)).toBeNaN();
});

it("what is outside of its bounds is told once, as what is no count", () => {
  const told = (schema: ReturnType<typeof countWithin | typeof countOrNone>, typed: string) => {
    const { data, error } = schema.safeParse(typed);
    return error ? error.issues.map(({ message }) => message) : data;
  };
  const outside = ["0", "8", "x", "1.5"];
  for (const schema of [countWithin(1, 7, "wrong"), countOrNone(1, 7, "wrong")])
    expect([...outside, "７"].map((typed) => told(schema, typed))).toEqual([...outside.map(() => ["wrong"]), 7]);
  expect([told(countWithin(1, 7, "wrong"), " "), told(countOrNone(1, 7, "wrong"), " ")]).toEqual([["wrong"], null]);
});
