import { expect, it } from "vitest";
import { askCodeMarks, codeMarks } from "./code-marks";

it.each([
  [["SCD503/26"], ["%scd50326"]],
  [["KOS-682682"], ["%kos682682", "%682682"]],
  [["1130-200-0294"], ["%11302000294"]],
  [["DT-1466-M", "DT-1466-L"], ["%dt1466"]],
  [["4711"], []],
])("SKUs %j are found by what %j begin with", (skus, marks) => {
  expect(codeMarks(skus)).toEqual(marks);
});

it("has the marks of some variants where their SKUs have nothing in common", () => {
  expect(codeMarks(["AA11", "BB22"])).toEqual(["%aa11", "%bb22"]);
  expect(codeMarks(Array.from({ length: 500 }, (_, at) => `${at}-X${at}`)).length).toBeLessThanOrEqual(32);
});

it.each([
  ["scd 503", "'%scd503':*"],
  ["RD-M6100", "'%rdm6100':*"],
  ["mac-sff", "'%macsff':*"],
  ["wi-fi", null],
  ["2024", null],
  ["12345", "'%12345':*"],
  ["headphones", null],
  ["x1", null],
  ["x1".repeat(40), null],
])("“%s” is asked for as %j", (text, question) => {
  expect(askCodeMarks(text)).toBe(question);
});
