import { expect, it } from "vitest";
import { writeDocument } from "./write-document";

it("says of each word where it stands, and of titles and names that they say what it is", () => {
  expect(writeDocument({ a: "steel teapot", b: "kuro", c: "teapot", d: "tea" }, ["#color:o'sage", "@id"])).toBe(
    "'steel':1A 'teapot':1A 'kuro':1B 'teapot':1C 'tea':1 '+steel' '+teapot' '+kuro' '#color:o''sage' '@id'",
  );
});

it("says which words of a title are its heads, and which may be", () => {
  const zones = { a: "chain bike lock", b: "", c: "", d: "" };
  expect(writeDocument(zones, [], { heads: ["lock"], named: ["bike", "chain"] })).toBe(
    "'chain':1A 'bike':1A 'lock':1A '+chain' '+bike' '+lock' '=lock':1A '=bike':1B '=chain':2B",
  );
});
