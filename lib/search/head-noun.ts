import type { Language } from "@/lib/i18n/markets";
import { splitWords, wordForms } from "./document";
import { isJapanese } from "./fold-word";
import { firstForm, type Lexeme, type Term } from "./plan-query";
import { behindName } from "./prepositions";
import { namesOf } from "./synonyms";
import { wordsOf } from "./words/words-of";

/**
 * Glossary. *Head*: the word of a title that says what the thing is. A bike lock is a lock: English names a thing by the
 * last word of its name, which ends at a comma, a bracket or a preposition; Japanese by the end of any part between spaces or "&"
 * (自転車用チェーンロック is a ロック). German writes what stands before the head into the same word, so there no word of a title
 * is another's.
 */
const partEnd = { name: /[,(]/, part: /[\s()（）・,、&＆]+/ };

/** Those of a title's words, folded, that say what it is; none in a language without heads of their own. */
export function headWords(language: Language, title: string, words: readonly string[]): string[] {
  const { heads } = wordsOf(language);
  if (heads === "word") return [];
  const parts = title.toLowerCase().split(partEnd[heads]);
  const ends = (heads === "name" ? parts.slice(0, 1) : parts).flatMap((part) => endForms(language, part));
  const isHead = (word: string) => ends.some((end) => end === word || (isJapanese(word) && end.endsWith(word)));
  return [...new Set(words)].filter(isHead);
}

function endForms(language: Language, part: string): string[] {
  const words = splitWords(part);
  const end = wordsOf(language).heads === "part" ? part : words[behindName(language, words) - 1];
  return end ? wordForms(language, end) : [];
}

/** Heads that answer a single term, as ways to find them: what is asked for itself, and other names for it. Null where there are none to tell by. */
export function askedHeads(language: Language, [term, ...more]: Term[]): { own: Lexeme[][]; other: Lexeme[][] } | null {
  if (!term || more.length > 0 || wordsOf(language).heads === "word") return null;
  const other = namesOf(language, term.surface).map((name) => name.flatMap((word) => firstForm(language, word)));
  return { own: term.exact, other };
}
