import type { Language } from "@/lib/i18n/markets";
import { isJapanese } from "./fold-word";
import { isKatakana } from "./katakana";

/**
 * What a word ends in: who asks for a Jacke wants the Regenjacke too. Every ending that is long enough stands in the index of
 * Meilisearch, so a query needs no list of compounds, and is marked in titles. What is left before it has to be long as well, or one of the short words that begin German compounds, or Krawatte would be a kind of Watte.
 */
export function wordHeads(language: Language, words: readonly string[]): string[] {
  const heads = new Set<string>();
  for (const word of words) {
    if (/\d/.test(word)) continue;
    // Of katakana the words are already the parts.
    if (language === "ja" && isJapanese(word) && !isKatakana(word))
      for (const head of endings(word, 2, 2)) heads.add(head);
    if (language === "de" && !isJapanese(word)) {
      for (const head of endings(word, 2, 3)) {
        if (isFirst(word.slice(0, -head.length), head)) heads.add(head);
      }
    }
  }
  return [...heads];
}

/** Whether this is what a compound begins with before such a head. */
export const isFirst = (first: string, head: string): boolean =>
  first.length >= firstLengthMin || (head.length > 3 && shortFirsts.has(first));

const firstLengthMin = 4;
const shortFirsts = new Set(
  "alu arm bad bar bau bio box bus deo ei eis erd gas gel hut lkw ohr ol oel ost pkw rad rum see ski tee ton tor tur tuer uhr usb zoo zug".split(
    " ",
  ),
);

/** Longest first; `firstMin` characters at least stay behind. */
function endings(word: string, firstMin: number, headMin: number): string[] {
  const count = Math.max(0, word.length - firstMin - headMin + 1);
  return Array.from({ length: count }, (_, index) => word.slice(firstMin + index));
}
