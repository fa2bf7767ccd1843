import { expect, test } from "vitest";
import { readUnits, unitsField } from "./read-units";

test("units are read by their line: none is left out, and what is no number stays wrong", () => {
  const form = new FormData();
  const typed = { a: "2", b: "0", c: "-1", d: "two" };
  for (const [lineId, units] of Object.entries(typed)) form.set(unitsField(lineId), units);
  form.set("cancellationId", "7");
  expect(readUnits(form)).toEqual([
    { lineId: "a", quantity: 2 },
    { lineId: "c", quantity: Number.NaN },
    { lineId: "d", quantity: Number.NaN },
  ]);
});
