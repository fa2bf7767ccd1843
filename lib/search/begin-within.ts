import type { Db } from "@/lib/db/client";
import { foldPrefix } from "./fold-prefix";
import { foldWord, readUmlauts } from "./fold-word";
import { germanWordsWithin } from "./german-words-within";
import { isFirst } from "./word-heads";

const typedPattern = /^(\p{L}{3,})(.*)$/u;
const wordsMax = 100;
const compoundsMax = 12;

/**
 * Beginnings of German compounds that end in what is typed, folded: who types "säg" where there is none by itself goes on to a
 * Stichsäge, and with "reifen 28" to a Fahrradreifen of 28 inches.
 */
export async function beginWithin(db: Db, text: string): Promise<string[]> {
  const [, typed = "", rest = ""] = typedPattern.exec(text.normalize("NFKC").trim().toLowerCase()) ?? [];
  if (typed === "") return [];
  const spelled = [...new Set([typed, readUmlauts(typed)])];
  const begun = (await germanWordsWithin(db, spelled, wordsMax)).flatMap((word) => {
    const own = spelled.find((each) => word.lastIndexOf(each) > 0) ?? "";
    const at = word.lastIndexOf(own);
    return isFirst(foldWord(word.slice(0, at)), foldWord(word.slice(at))) ? [word.slice(0, at) + own + rest] : [];
  });
  return [...new Set(begun.map(foldPrefix))].slice(0, compoundsMax);
}
