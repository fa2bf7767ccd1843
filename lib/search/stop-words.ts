import { type Language, languageCodes } from "@/lib/i18n/markets";
import { foldWord } from "./fold-word";
import { wordsOf } from "./words/words-of";

const sets = languageCodes.map((language) => [language, new Set(wordsOf(language).stopWords.split(" "))] as const);
const written = new Map<Language, ReadonlySet<string>>(sets);
const folded = new Map(sets.map(([language, words]) => [language, new Set([...words].map(foldWord))]));

/** Whether a word, as it is written, tells nothing about a product. */
export const isStopWord = (language: Language, word: string): boolean => written.get(language)?.has(word) ?? false;

/** As isStopWord, of a folded word. */
export const isFoldedStopWord = (language: Language, word: string): boolean => folded.get(language)?.has(word) ?? false;

/** The words that matter: without "for", "und", の, unless there are no others. */
export function tellingWords(language: Language, all: string[]): string[] {
  const telling = all.filter((word) => !isStopWord(language, word));
  return telling.length > 0 ? telling : all;
}
