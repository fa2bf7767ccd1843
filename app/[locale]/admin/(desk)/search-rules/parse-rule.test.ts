import { expect, it } from "vitest";
import { formOf } from "@/dev/testing/form-of";
import { parseRule } from "./parse-rule";

function parse(path: string) {
  const form = formOf({ query: "tea", language: "", match: "exact", path });
  return parseRule(form, { timeZone: "Europe/Berlin" }, "https://shop.example");
}

it("takes an address of as many kana as one has", () => {
  const path = `/c/${"キッチン".repeat(40)}`;
  expect(parse(path)).toMatchObject({ input: { target: { kind: "path", path: encodeURI(path) } } });
});

it("says at the field what is wrong with an address", () => {
  expect(parse(`/c/${"キ".repeat(300)}`)).toEqual({ faults: { path: "path_long" } });
  expect(parse("https://evil.example/")).toEqual({ faults: { path: "path_wrong" } });
});
