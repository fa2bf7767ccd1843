import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "./document";
import { foldWord, stemWord } from "./fold-word";
import { perLanguage } from "./per-language";
import { namePhrases, namesOf, type Phrases, qualityPhrases } from "./synonyms";
import { wordsOf } from "./words/words-of";

/** What a title's words are known to be, as they are written. */
export interface Things {
  /** The name of a thing, as synonyms or the product's own categories have it. */
  has: (word: string) => boolean;
  /** A thing by which a category of the product is called. */
  isOwn: (word: string) => boolean;
  /** A color, a material, a measure, and no thing. */
  isQuality: (word: string) => boolean;
}

interface Known {
  things: ReadonlySet<string>;
  qualities: ReadonlySet<string>;
}

export function knowThings(language: Language, categories: readonly string[]): Things {
  const { things, qualities } = knownIn(language);
  const own = namedBy(language, categories);
  const isOwn = (word: string) => own.has(stemWord(language, foldWord(word)));
  const has = (word: string) => things.has(stemWord(language, foldWord(word))) || isOwn(word);
  return { has, isOwn, isQuality: (word) => qualities.has(stemWord(language, foldWord(word))) && !has(word) };
}

const named = new Map<string, ReadonlySet<string>>();
/** Paths from a root to a leaf in all languages, of which a catalog has some thousands. */
const namedMax = 20_000;

/** The things that categories are called by. Many products share them, and to cut their names takes as long as to find a title's head. */
function namedBy(language: Language, categories: readonly string[]): ReadonlySet<string> {
  const key = [language, ...categories].join("\n");
  const known = named.get(key);
  if (known) return known;
  const names = categories.flatMap((name) => name.toLowerCase().split(/[&＆,、・/]|\sand\s/));
  const things = new Set(names.map((name) => endOf(language, splitWords(name))));
  if (named.size >= namedMax) named.clear();
  named.set(key, things);
  return things;
}

const knownIn = perLanguage(
  (language): Known => ({
    things: endsOf(language, namePhrases(language)),
    qualities: endsOf(language, qualityPhrases(language)),
  }),
);

const endsOf = (language: Language, phrases: Phrases): ReadonlySet<string> =>
  new Set(phrases.flatMap(([, answers]) => answers.map((answer) => endOf(language, answer))));

/** Whether either is another name for the other, or both are for a third: AirPods are headphones, and so are earbuds. */
export function areOneThing(language: Language, one: string, other: string): boolean {
  const names = namesOf(language, one);
  const called = [...names, ...names.flatMap((words) => namesOf(language, words.join(" ")))];
  return called.some((words) => endOf(language, words) === endOf(language, [other]));
}

/** The last word of a name, or all of it where the dictionary, not a space, divides words. */
function endOf(language: Language, words: string[]): string {
  const end = wordsOf(language).heads === "part" ? words.join("") : (words.at(-1) ?? "");
  return stemWord(language, foldWord(end));
}
