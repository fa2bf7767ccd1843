import type { Language } from "@/lib/i18n/markets";
import { knowThings } from "./known-things";
import type { Term } from "./plan-query";
import { isQuality } from "./synonyms";
import { isUnit } from "./units";

const ofWord = 10;
/** A kanji that names no thing by itself, and stands in many words: the 素 of 人工海水の素. */
const ofKanji = 5;
/** Less than any word: "8 mm" is no dowel, and 50 cm is no ワイパー. In whole numbers, which are equal in whatever order they are added. */
const ofNumber = 1;

/**
 * How much of a query some of its terms are, by words: "dog food" is as much as "grain" and "free"; but a quality is one, whatever
 * it is called ("sugar free"), and a number or a unit next to nothing. A unit stands behind a number in the query, whether that
 * is among those weighed or not.
 */
export function weighTerms(
  language: Language,
  text: string,
  terms: readonly Term[],
): (some: readonly Term[]) => number {
  const weights = new Map(
    terms.map((term, at) => {
      const [before = "", after = ""] = [terms[at - 1]?.surface, terms[at + 1]?.surface];
      const isHalf = isOneVerb(text, before, term.surface) || isOneVerb(text, term.surface, after);
      return [term, weighWords(language, wordsOf(term), before) / (isHalf ? 2 : 1)];
    }),
  );
  return (some) => some.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
}

/** The dictionary divides such nouns: 飲み 比べ are no more than one word. */
const isOneVerb = (text: string, first: string, second: string): boolean =>
  verbPattern.test(first) && verbPattern.test(second) && text.includes(first + second);

const verbPattern = /^\p{Script=Han}+[ぁ-ん]{1,2}$/u;

const wordsOf = ({ surface }: Term): string[] => surface.split(" ");

function weighWords(language: Language, words: string[], before: string): number {
  const last = before.split(" ").at(-1) ?? "";
  const counts = (word: string, at: number) => isNumber(words[at - 1] ?? last) && isUnit(word);
  const told = words.filter((word, at) => !(isNumber(word) || counts(word, at)));
  if (told.length === 0) return ofNumber;
  if (words.every((word) => kanjiPattern.test(word) && !knowThings(language, []).has(word))) return ofKanji;
  return isQuality(language, words) ? ofWord : told.length * ofWord;
}

const kanjiPattern = /^\p{Script=Han}$/u;

const isNumber = (word: string): boolean => /^\d/.test(word);
