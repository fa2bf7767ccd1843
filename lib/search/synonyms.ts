import type { Language } from "@/lib/i18n/markets";
import { splitQuery } from "./document";
import { isHiragana, stemSurface } from "./fold-word";
import { joinKatakana } from "./katakana";
import { otherNames } from "./other-ends";
import { perLanguage } from "./per-language";
import { tellingWords } from "./stop-words";
import { wordsOf } from "./words/words-of";
import { writeMeasures } from "./write-measures";

/** A phrase as it is looked up: the stems of its words, divided by spaces. */
const phraseKey = (language: Language, words: string[]): string =>
  words.map((word) => stemSurface(language, word)).join(" ");

export type Phrases = [asked: string[], answers: string[][]][];

/**
 * Every phrase that has others: other names for the thing or for a quality, what it holds together, and the things a theme or a
 * symptom asks for.
 */
export const synonymPhrases = (language: Language): Phrases => [
  ...namePhrases(language),
  ...qualityPhrases(language),
  ...collectivePhrases(language),
  ...themePhrases(language),
];

/** Every phrase that is another name for a thing. */
export const namePhrases = (language: Language): Phrases =>
  phrasesOf(language, [...wordsOf(language).synonyms, ...wordsOf(language).ends]);

/**
 * Every phrase that is another name for a color, a material, a measure. Who asks for ink wants no black shoes, though who asks
 * for black may be shown what is called ink.
 */
export function qualityPhrases(language: Language): Phrases {
  const things = thingsToo(language);
  return phrasesOf(language, wordsOf(language).qualities).filter(([asked]) => !things.has(phraseKey(language, asked)));
}

const thingsToo = (language: Language): ReadonlySet<string> =>
  new Set(
    wordsOf(language)
      .thingsToo.split(" ")
      .map((word) => phraseKey(language, askedBy(language, word))),
  );

const phrasesOf = (language: Language, groups: readonly string[]): Phrases =>
  groups.flatMap((group) => {
    const phrases = group.split(", ").flatMap(spellings);
    return phrases.map((phrase): Phrases[number] => [
      askedBy(language, phrase),
      phrases.map((other) => namedBy(language, other)),
    ]);
  });

/** Every name of many things together. */
export const collectivePhrases = (language: Language): Phrases => phrasesFor(language, wordsOf(language).collectives);

/** Every occasion or complaint that things are wanted for. */
export const themePhrases = (language: Language): Phrases => phrasesFor(language, wordsOf(language).themes);

const phrasesFor = (language: Language, table: Readonly<Record<string, string>>): Phrases =>
  Object.entries(table).flatMap(([phrases, things]) =>
    phrases
      .split(", ")
      .map((phrase): Phrases[number] => [
        askedBy(language, phrase),
        things.split(", ").map((thing) => namedBy(language, thing)),
      ]),
  );

const askedBy = (language: Language, phrase: string): string[] =>
  tellingWords(language, splitQuery(writeMeasures(language, phrase)));

/** What a product has to say to answer a phrase. */
const namedBy = (language: Language, phrase: string): string[] =>
  joinKatakana(splitQuery(writeMeasures(language, phrase)));

/** `sun|glasses` → `sunglasses`, `sun glasses`. */
const spellings = (phrase: string): string[] =>
  phrase.includes("|") ? [phrase.replaceAll("|", ""), phrase.replaceAll("|", " ")] : [phrase];

const writtenApart = (language: Language): { whole: string; parts: string[] }[] =>
  wordsOf(language)
    .synonyms.flatMap((group) => group.split(", "))
    .filter((phrase) => phrase.includes("|"))
    .map((phrase) => ({ whole: phrase.replaceAll("|", ""), parts: phrase.split("|") }));

const tables = new Map<Language, Map<string, string[][]>>();

function tableOf(language: Language): Map<string, string[][]> {
  const known = tables.get(language);
  if (known) return known;
  const table = new Map<string, string[][]>();
  for (const [asked, answers] of synonymPhrases(language)) {
    const key = phraseKey(language, asked);
    const own = phraseKey(language, joinKatakana(asked));
    const others = table.get(key) ?? [];
    const known = new Set([own, ...others.map((words) => phraseKey(language, words))]);
    for (const words of answers) {
      const other = phraseKey(language, words);
      if (!known.has(other)) others.push(words);
      known.add(other);
    }
    table.set(key, others);
  }
  // What is written in two words is asked for as what is written in one, whatever else that is called.
  for (const { whole, parts } of writtenApart(language)) {
    const key = phraseKey(language, parts);
    const others = (table.get(phraseKey(language, [whole])) ?? []).filter(
      (words) => phraseKey(language, words) !== key,
    );
    table.set(key, [[whole], ...others]);
  }
  tables.set(language, table);
  return table;
}

/** The words that are asked for by another name or as a theme: known words, though no title may have them. */
export const askedWords = (language: Language): string[] =>
  synonymPhrases(language).flatMap(([asked]) => [
    ...joinKatakana(asked),
    // The dictionary cuts すいはんき, which who types it has in one.
    ...(asked.length > 1 && isHiragana(asked.join("")) ? [asked.join("")] : []),
  ]);

const knownNames = perLanguage(
  (language): ReadonlySet<string> => new Set(askedWords(language).map((word) => stemSurface(language, word))),
);

/** Whether the language knows this word as a name of something, be there any here or not. */
export const isKnownName = (language: Language, surface: string): boolean =>
  knownNames(language).has(stemSurface(language, surface));

const askedKeys = (language: Language, phrases: Phrases): ReadonlySet<string> =>
  new Set(phrases.map(([asked]) => phraseKey(language, asked)));

const occasions = perLanguage((language) => askedKeys(language, themePhrases(language)));

/** Whether these words are an occasion or a complaint, which goods are for: no product is one. */
export const isOccasion = (language: Language, phrase: string): boolean =>
  occasions(language).has(phraseKey(language, askedBy(language, phrase)));

const qualities = perLanguage((language) => askedKeys(language, qualityPhrases(language)));

/** Whether these words name many things together. */
export const isCollective = (language: Language, phrase: string): boolean => membersOf(language, phrase).length > 0;

/** Whether these words tell a color, a material, a measure or whom a thing is for, and so name none. */
export const isQuality = (language: Language, words: string[]): boolean =>
  qualities(language).has(phraseKey(language, words));

const makers = perLanguage(
  (language): ReadonlySet<string> =>
    new Set(
      (wordsOf(language).makers ?? []).flatMap((group) =>
        group.split(", ").map((name) => phraseKey(language, askedBy(language, name))),
      ),
    ),
);

/** Whether these words tell who made a thing, which may make many. */
export const isMaker = (language: Language, words: string[]): boolean =>
  makers(language).has(phraseKey(language, words));

/** What else answers these words. */
export function synonymsOf(language: Language, words: string[]): string[][] {
  const [word, ...more] = words;
  const known = tableOf(language).get(phraseKey(language, words)) ?? [];
  if (word === undefined || more.length > 0) return known;
  return [...known, ...otherNames(language, stemSurface(language, word)).map(({ whole }) => [whole])];
}

const answersBy = (language: Language, phrases: Phrases): ReadonlyMap<string, string[][]> => {
  const called = new Map<string, string[][]>();
  for (const [asked, answers] of phrases) {
    const key = phraseKey(language, asked);
    const known = called.get(key) ?? [];
    const told = new Set(known.map((words) => words.join(" ")));
    called.set(key, [...known, ...answers.filter((words) => !told.has(words.join(" ")))]);
  }
  return called;
};

const names = perLanguage((language) => answersBy(language, namePhrases(language)));
const members = perLanguage((language) => answersBy(language, collectivePhrases(language)));

/** What the thing is called that a phrase names. The first time, every name of the language is cut: 0.3 s of Japanese. */
export const namesOf = (language: Language, phrase: string): string[][] =>
  names(language).get(phraseKey(language, askedBy(language, phrase))) ?? [];

/** What the things are called that a phrase names together. */
export const membersOf = (language: Language, phrase: string): string[][] =>
  members(language).get(phraseKey(language, askedBy(language, phrase))) ?? [];

/** Has them cut before anybody asks. */
export const prepareNames = (language: Language): void => {
  names(language);
  members(language);
};
