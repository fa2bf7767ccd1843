import { expect, it } from "vitest";
import { readRomaji } from "./romaji";

it.each([
  ["neko", "ねこ"],
  ["sushi", "すし"],
  ["suihanki", "すいはんき"],
  ["tempura", "てんぷら"],
  ["kitte", "きって"],
  ["matcha", "まっちゃ"],
  ["sennkou", "せんこう"],
  ["jacket", null],
  ["sony", null],
])("%s is %s", (word, kana) => {
  expect(readRomaji(word)).toBe(kana);
});
