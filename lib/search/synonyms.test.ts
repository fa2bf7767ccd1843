import { expect, it } from "vitest";
import { stemSurface } from "./fold-word";
import { queryWords } from "./plan-query";
import { synonymsOf } from "./synonyms";
import { wordsOf } from "./words/words-of";

/** Written in one group as one, in another as many. */
const plurals = "möhre karotte buntstift haustier vitamin brettspiel gesellschaftsspiel".split(" ");

it("German names, ends, qualities and occasions of different groups share a stem only where one is the other's plural", () => {
  const { synonyms, ends, qualities, themes } = wordsOf("de");
  const known = new Set(plurals.map((word) => stemSurface("de", word)));
  const words = [...synonyms, ...ends, ...qualities, ...Object.keys(themes)].flatMap((group) =>
    group
      .split(", ")
      .filter((phrase) => !/[ |]/.test(phrase))
      .map((word) => ({ word, group, stem: stemSurface("de", word) })),
  );
  const shared = [...Map.groupBy(words, ({ stem }) => stem)]
    .filter(([stem, alike]) => {
      const isOneGroup = new Set(alike.map(({ group }) => group)).size === 1;
      return !known.has(stem) && !isOneGroup && new Set(alike.map(({ word }) => word)).size > 1;
    })
    .map(([, alike]) => alike.map(({ word }) => word));
  expect(shared).toEqual([]);
});

it("what a thing is called has its numbers in kanji as documents and queries have them", () => {
  expect(synonymsOf("ja", queryWords("ja", "花見"))).toContainEqual(queryWords("ja", "三色団子"));
});

it.each([
  ["en", "cot bed", "camp bed"],
  ["de", "Jogger", "Buggy"],
] as const)("%s: %s names no %s", (language, asked, other) => {
  expect(synonymsOf(language, queryWords(language, asked))).not.toContainEqual(queryWords(language, other));
});
