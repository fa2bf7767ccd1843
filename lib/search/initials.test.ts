import { expect, it } from "vitest";
import { initialsOf } from "./initials";

it.each([
  ["Yves Saint Laurent", "YSL"],
  ["Dolce & Gabbana", "DG"],
  ["La Roche-Posay", "LRP"],
  ["Penguin Random House", "PRH"],
  ["Big Agnes", ""],
  ["Hans im Glück", ""],
  ["LEGO", ""],
  ["", ""],
])("%s is %j for short", (brand, initials) => {
  expect(initialsOf(brand)).toBe(initials);
});
