import { type Language, languageCodes } from "@/lib/i18n/markets";
import { wordsOf } from "./words/words-of";

const known = new Map<Language, ReadonlySet<string>>(
  languageCodes.map((language) => [language, new Set(wordsOf(language).prepositions.split(" ").filter(Boolean))]),
);

/** Where in a title or a query the thing is named to its end: from there on it says what it is for or comes with. */
export function behindName(language: Language, words: readonly string[]): number {
  const at = words.findIndex((word, index) => index > 0 && known.get(language)?.has(word));
  return at < 0 ? words.length : at;
}

/** The same as a pattern of Postgres, for a title in lower case; one that nothing matches where the language has no such words. */
export function behindPattern(language: Language): string {
  const words = [...(known.get(language) ?? [])];
  return words.length > 0 ? patternOf(words) : "a^";
}

const patternOf = (words: readonly string[]): string => ` (${words.join("|")}) .*`;

const cutPatterns = new Map<Language, RegExp>(
  languageCodes.flatMap((language) => {
    const { cuts } = wordsOf(language);
    return cuts ? [[language, new RegExp(patternOf(cuts.split(" ")), "i")]] : [];
  }),
);

/**
 * A title as far as it names the thing, and what stands behind: a compass with mirrors is no mirror, in whichever form. Not in a
 * language whose heads tell that (`head-noun.ts`).
 */
export function cutBehind(language: Language, title: string): { name: string; behind: string } {
  const cut = cutPatterns.get(language);
  const at = cut ? title.search(cut) : -1;
  return at < 0 ? { name: title, behind: "" } : { name: title.slice(0, at), behind: title.slice(at) };
}
