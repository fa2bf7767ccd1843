import { expect, it } from "vitest";
import { nameKeys } from "./name-keys";
import { otherSpellings } from "./other-spellings";

it("knows how else what words begin with is written", () => {
  expect(otherSpellings("ja", ["冷蔵庫", "用"])).toEqual([["れいぞうこ", "用"]]);
  expect(otherSpellings("ja", ["爪", "切り"])).toContainEqual(["つめきり"]);
  expect(otherSpellings("ja", ["用", "冷蔵庫"])).toEqual([]);
  expect(otherSpellings("en", ["fridge"])).toEqual([]);
});

it("completes a name from the kana and the letters of its words", () => {
  const { whole, later } = nameKeys("ja", "パナソニック 大型 冷蔵庫");
  expect([...whole, ...later]).toEqual(expect.arrayContaining(["レイゾウコ", "panasonic大型冷蔵庫"]));
});
