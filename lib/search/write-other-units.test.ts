import { expect, it } from "vitest";
import { writeOtherUnits } from "./write-other-units";

it.each([
  ["en", "1000 g creatine", ["1 kg creatine"]],
  ["en", "0.5 litre fork oil", ["500 ml fork oil", "50 cl fork oil"]],
  ["de", "Olivenöl 0,75l", ["olivenöl 750 ml", "olivenöl 75 cl"]],
  ["en", "2 tb ssd", ["2000 gb ssd"]],
  ["en", "24 oz bottle", ["1.5 lb bottle"]],
  ["en", "2 g", ["2000 mg"]],
  ["de", "bilderrahmen 40 x 60 cm", []],
  ["en", "24 in frame", ["2 ft frame"]],
  ["en", "12 in 1 multi tool", []],
  ["en", "3-in-1 set", []],
  ["en", "2 in one shampoo", []],
  ["en", "3 in a row", []],
  ["en", "12 in the box", []],
  ["en", "24 in aquarium", ["2 ft aquarium"]],
  ["de", "12 in einer box", []],
  ["en", "headphones", []],
] as const)("%s: “%s” is also %j", (language, text, others) => {
  expect(writeOtherUnits(language, text).map((other) => other.text)).toEqual(others);
});
