import { type Language, languageCodes } from "@/lib/i18n/markets";
import { foldWord } from "./fold-word";
import { perLanguage } from "./per-language";
import { wordsOf } from "./words/words-of";

const sets = languageCodes.map((language) => [language, new Set(wordsOf(language).stopWords.split(" "))] as const);
const written = new Map<Language, ReadonlySet<string>>(sets);
const folded = new Map(sets.map(([language, words]) => [language, new Set([...words].map(foldWord))]));

/** Whether a word, as it is written, tells nothing about a product. */
export const isStopWord = (language: Language, word: string): boolean => written.get(language)?.has(word) ?? false;

/** As isStopWord, of a folded word. */
export const isFoldedStopWord = (language: Language, word: string): boolean => folded.get(language)?.has(word) ?? false;

/** 送料無料 is cut in two. */
const cutMax = 3;

/** The words that matter: without "for", "und", の, unless there are no others. */
export function tellingWords(language: Language, all: string[]): string[] {
  const telling = withoutStopWords(language, all);
  return telling.length > 0 ? telling : all;
}

const codeWords = perLanguage(
  (language) => new RegExp(`^(?:${wordsOf(language).codeWords.replaceAll(" ", "|")})*$`, "u"),
);

/** Whether words beside a code only say that it is one, or nothing: "for", "Art.-Nr.", 型番. */
export const announceCode = (language: Language, words: string[]): boolean =>
  codeWords(language).test(withoutStopWords(language, words).join(""));

function withoutStopWords(language: Language, all: readonly string[]): string[] {
  const telling: string[] = [];
  for (let at = 0; at < all.length; ) {
    const length = stopLength(language, all, at);
    if (length === 0) telling.push(all[at] ?? "");
    at += Math.max(1, length);
  }
  return telling;
}

/** How many words from here say nothing, together or by themselves. */
function stopLength(language: Language, words: readonly string[], from: number): number {
  if (language === "ja" && isHonorific(words, from)) return 1;
  const most = language === "ja" ? Math.min(cutMax, words.length - from) : 1;
  for (let length = most; length >= 1; length--)
    if (isStopWord(language, words.slice(from, from + length).join(""))) return length;
  return 0;
}

/** お 風呂 is a 風呂, and a ご 祝儀 袋 is one for 祝儀. */
const isHonorific = (words: readonly string[], at: number): boolean =>
  /^[おご御]$/.test(words[at] ?? "") && /^\p{Script=Han}/u.test(words[at + 1] ?? "");
