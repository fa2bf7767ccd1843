import { expect, it } from "vitest";
import { sentenceFor } from "./tell-count";

const labels = {
  plain: "Show results",
  none: "Nothing fits all of that",
  atLeast: "Show #+ products",
  count: { one: "Show # product", other: "Show # products" },
};

it.each([
  [{ total: 1 }, "Show 1 product"],
  [{ total: 1_234 }, "Show 1,234 products"],
  [{ total: 216, atLeast: true }, "Show 200+ products"],
  [{ total: 96, atLeast: true }, "Show 96 products"],
  [{ total: 0 }, "Nothing fits all of that"],
  [null, "Show results"],
  ["<html>", "Show results"],
  [{ error: { code: "too_many" } }, "Show results"],
])("the sheet's button says of %j: %s", (reply, text) => {
  expect(sentenceFor(reply, "en-US", labels)).toBe(text);
});
