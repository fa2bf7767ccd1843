import { expect, test } from "vitest";
import { buyerOf } from "./buyer";

test.each([
  ["letter case and spaces", "mara@example.com", " Mara@Example.COM "],
  ["a suffix", "mara@example.com", "mara+shop@example.com"],
  ["full-width letters", "mara@example.com", "ｍａｒａ@example.com"],
  ["Gmail's dots, and its other name", "mara.lindqvist@gmail.com", "m.a.ralindqvist+2@googlemail.com"],
])("one inbox is one buyer, whatever its spelling: %s", (_, one, other) => {
  expect(buyerOf(other)).toBe(buyerOf(one));
});

test.each([
  ["a dot elsewhere", "mara.lindqvist@example.com", "maralindqvist@example.com"],
  ["another host", "mara@gmail.com", "mara@example.com"],
  ["another name", "mara@gmail.com", "maria@gmail.com"],
])("two inboxes are two buyers: %s", (_, one, other) => {
  expect(buyerOf(other)).not.toBe(buyerOf(one));
});
