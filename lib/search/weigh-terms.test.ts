import { expect, it } from "vitest";
import { planQuery } from "./plan-query";
import { weighTerms } from "./weigh-terms";

const weigh = (text: string, some: string, language: "en" | "ja" = "en") => {
  const terms = planQuery(language, text);
  const kept = terms.filter(({ surface }) => some.split(" ").includes(surface));
  return weighTerms(language, text, terms)(kept);
};

it("is the same in whatever order words and numbers stand", () => {
  expect(weigh("leather 40 mm teapot", "leather 40 mm")).toBe(weigh("leather 40 mm teapot", "40 mm teapot"));
});

it("a unit is next to nothing, though the number before it is left out", () => {
  expect(weigh("teapot 40 m", "m")).toBe(weigh("teapot 40 m", "40"));
  expect(weigh("teapot 40 mm", "mm")).toBeLessThan(weigh("teapot 40 mm", "teapot"));
});

it.each(["cv", "mg", "m"])("“%s” is a word like any other where no number stands before it", (word) => {
  expect(weigh(`${word} teapot`, word)).toBe(weigh(`${word} teapot`, "teapot"));
});

it("a kanji that names nothing is less than a word, and one that names a thing is as much", () => {
  expect(weigh("海水 素", "素", "ja")).toBeLessThan(weigh("海水 素", "海水", "ja"));
  expect(weigh("海水 鍋", "鍋", "ja")).toBe(weigh("海水 鍋", "海水", "ja"));
});

it("what the dictionary makes two verbs of is one noun", () => {
  expect(weigh("日本酒 飲み比べ", "飲み 比べ", "ja")).toBe(weigh("日本酒 飲み比べ", "日本酒", "ja"));
});
