import { expect, it } from "vitest";
import type { Language } from "@/lib/i18n/markets";
import { countPhrases } from "./count-phrases";
import { foldPrefix } from "./fold-prefix";

function phrasesOf(language: Language, titles: readonly string[]): string[] {
  const counter = countPhrases(language);
  for (const title of titles) counter.add(title, 1);
  return counter.most(1_000).map(({ phrase }) => phrase);
}

it("names kinds of product, not products, and never breaks off", () => {
  const phrases = phrasesOf("en", [
    "Storsund waterproof jacket",
    "Ember teapot, 1.1 litre",
    "Kuro waterproof speaker",
    "Otto headphones for digital pianos",
    "Pip headphones",
    "Sencha tea 500 g",
    "Mint tea 500 g",
  ]);
  expect(phrases.slice(0, 3).toSorted()).toEqual(["headphones", "tea", "waterproof"]);
  expect(phrases).toEqual(expect.arrayContaining(["waterproof jacket", "waterproof speaker", "teapot", "storsund"]));
  for (const broken of ["storsund waterproof", "headphones for", "headphones for digital", "teapot litre", "tea 500 g"])
    expect(phrases).not.toContain(broken);
});

it("takes a sign for no letters", () => {
  expect(phrasesOf("en", ["The Legend of Zelda™: Tears"])).toContain("zelda");
  expect(foldPrefix("Zelda™ t")).toBe("zelda t");
});

it("writes Japanese without spaces, but where a title has one", () => {
  const phrases = phrasesOf("ja", ["ストールスン 防水ジャケット", "防水お風呂スピーカー", "防水 長靴"]);
  expect(phrases).toContain("防水 長靴");
  expect(phrases).not.toContain("防水長靴");
  expect(phrases).toEqual(expect.arrayContaining(["防水", "防水ジャケット"]));
  expect(phrases).not.toContain("防水お");
});

it("counts a phrase by the titles it stands in, and keeps to a limit", () => {
  const counter = countPhrases("de");
  for (const title of ["Regenjacke Fjord", "Regenjacke Sund", "Hose Fjord"])
    counter.add(title, title.length === 16 ? 1 : 2);
  expect(counter.most(1)).toEqual([{ phrase: "regenjacke", titles: 2, sold: 3 }]);
});
