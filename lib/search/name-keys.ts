import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "./document";
import { foldKeys, joinWords } from "./fold-prefix";
import { isJapanese, plainText } from "./fold-word";
import { isKatakana } from "./katakana";
import { withoutOkurigana } from "./okurigana";
import { otherSpellings } from "./other-spellings";
import { isStopWord } from "./stop-words";
import { isKnownName } from "./synonyms";

/** Further in nobody begins to remember a title. */
const startsMax = 8;

/** The keys by which a name is completed: from its beginning, and from each later word that says something. */
export function nameKeys(language: Language, name: string): { whole: string[]; later: string[] } {
  const whole = foldKeys(name);
  const words = wordsOfName(name);
  const spelled = (from: number) =>
    otherSpellings(language, words.slice(from)).flatMap((other) => foldKeys(joinWords(other)));
  const ends = words.slice(0, startsMax).flatMap((word, index) => endsOf(language, word, words.slice(index + 1)));
  const later = words
    .slice(1, startsMax)
    .flatMap((word, index) =>
      isStopWord(language, word) ? [] : [...foldKeys(joinWords(words.slice(index + 1))), ...spelled(index + 1)],
    )
    .concat(spelled(0), joinedCodes(name), ends)
    .flatMap(andWithoutOkurigana)
    .concat(whole.map(withoutOkurigana))
    .filter((key) => !whole.includes(key));
  return { whole, later: [...new Set(later)] };
}

/** From what a Japanese word ends in that has a name of its own, where the dictionary does not divide it: 紙おむつ from おむつ. */
function endsOf(language: Language, word: string, rest: readonly string[]): string[] {
  if (language !== "ja" || !isJapanese(word) || isKatakana(word)) return [];
  const ends = Array.from({ length: Math.max(0, word.length - endMin) }, (_, at) => word.slice(at + 1));
  return ends.filter((end) => isKnownName(language, end)).flatMap((end) => foldKeys(joinWords([end, ...rest])));
}

const endMin = 2;

const andWithoutOkurigana = (key: string): string[] => [key, withoutOkurigana(key)];

/** As what is typed is cut: 5W-30 at its hyphen, not between digits and a unit. */
const wordsOfName = (name: string): string[] =>
  isJapanese(name)
    ? splitWords(name)
    : foldable(name)
        .split(/[^\p{L}\p{N}\p{M}]+/u)
        .filter(Boolean);

const foldable = (name: string): string =>
  plainText(name)
    .toLowerCase()
    .replace(/['’`´\u00ad]/g, "");

const codePattern = /(?<![\p{L}\p{N}])(?=\S*\d)[a-z\d]{1,6}(?:-[a-z\d]{1,6}){1,2}(?![\p{L}\p{N}])/giu;

/** The name from each code on whose hyphens are left out: wd40 for WD-40. */
const joinedCodes = (name: string): string[] =>
  Array.from(name.matchAll(codePattern)).flatMap(({ 0: code, index }) =>
    foldKeys(code.replaceAll("-", "") + name.slice(index + code.length)),
  );
