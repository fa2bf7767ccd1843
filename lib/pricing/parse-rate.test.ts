import { expect, it } from "vitest";
import { parseRate } from "./parse-rate";

it.each([
  ["EUR=0.92", { quote: "EUR", ratePpm: 920_000n }],
  ["JPY=149", { quote: "JPY", ratePpm: 149_000_000n }],
  [" GBP=0.790001 ", { quote: "GBP", ratePpm: 790_001n }],
])("reads %s", (text, rate) => {
  expect(parseRate(text)).toEqual(rate);
});

it.each(["", "EUR", "EUR=", "EUR=0", "EUR=-1", "EUR=1e3", "EUR=0,92", "EUR=0.1234567", "USD=1", "XXX=1", "eur=1"])(
  "takes %j for no rate",
  (text) => {
    expect(parseRate(text)).toBeNull();
  },
);
