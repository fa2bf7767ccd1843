import { expect, it } from "vitest";
import { otherNames } from "./other-ends";

it.each([
  ["handyhalter", ["handyhalterung"]],
  ["haushalt", []],
  ["fettgehalt", []],
])("of German compounds, %s has other ends: %j", (stem, names) => {
  expect(otherNames("de", stem).map(({ whole }) => whole)).toEqual(names);
});
