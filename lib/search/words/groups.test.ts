import { expect, it } from "vitest";
import { languageCodes } from "@/lib/i18n/markets";
import { splitQuery } from "../document";
import { isQuality } from "../synonyms";
import { wordsOf } from "./words-of";

const membersOf = (groups: readonly string[]) => groups.map((group) => new Set(group.split(", ")));

/** Pairs of groups that share so much. */
const pairs = (groups: readonly string[], areOne: (one: Set<string>, other: Set<string>) => boolean) => {
  const members = membersOf(groups);
  return members.flatMap((one, at) =>
    members
      .slice(at + 1)
      .flatMap((other) => (areOne(one, other) ? [[[...one].join(", "), [...other].join(", ")]] : [])),
  );
};

it.each(languageCodes)("%s: how a word is spelled stands once", (language) => {
  const { spellings = [] } = wordsOf(language);
  expect(pairs(spellings, (one, other) => one.intersection(other).size > 1)).toEqual([]);
});

it.each(languageCodes)("%s: no group of synonyms stands in another", (language) => {
  const { synonyms, spellings = [] } = wordsOf(language);
  const names = synonyms.filter((group) => !spellings.includes(group));
  expect(pairs(names, (one, other) => one.isSubsetOf(other) || other.isSubsetOf(one))).toEqual([]);
});

/** A short way to write another word, no color and no material. */
const shortened = ["vitamin"];

it.each(languageCodes)("%s: no color and no material stands for a thing in what holds many together", (language) => {
  const { collectives, thingsToo } = wordsOf(language);
  const isToo = (thing: string) => thingsToo.split(" ").includes(thing) || isQuality(language, splitQuery(thing));
  const things = Object.values(collectives).flatMap((all) => all.split(", "));
  expect(things.filter((thing) => isToo(thing) && !shortened.includes(thing))).toEqual([]);
});
