import type { Language } from "@/lib/i18n/markets";
import { splitQuery } from "./document";
import { knowThings } from "./known-things";
import type { Term } from "./plan-query";
import { behindName } from "./prepositions";
import { tellingWords } from "./stop-words";
import { isMaker, isQuality } from "./synonyms";

/** 犬用, ガラス製, 青森産, 大きいサイズ: for whom, of what, from where, how large. */
const telling = /(?:[用製産色柄]|向け|付き|対応|サイズ)$/u;

/**
 * The term that names the thing of which the others tell more. Who divides Japanese words names it first (ヘッドホン 子供), unless
 * what is first tells more of it (ソニー ヘッドホン, 犬用 ウクレレ) or is no known thing: キャンプ スピーカー.
 */
export function namingTerm(language: Language, text: string, terms: Term[]): Term | undefined {
  const isNo = (surface: string) => /^\d/.test(surface) || isQuality(language, splitQuery(surface));
  const tells = (part: string) => isNo(part) || telling.test(part) || isMaker(language, splitQuery(part));
  const parts = language === "ja" ? text.split(/\s+/u).filter((part) => !tells(part)) : [];
  const words = splitQuery(language === "ja" ? (parts.find(knowThings("ja", []).has) ?? parts[0] ?? "") : text);
  const named = tellingWords(language, words.slice(0, behindName(language, words)));
  const between = language === "ja" ? "" : " ";
  const written = between + named.join(between) + between;
  // Whole words, or the tea that a teapot is for would be in its name; of Japanese, the longer of two that end together.
  const naming = terms
    .map((term) => ({ term, at: written.lastIndexOf(between + term.surface + between), length: term.surface.length }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => b.at + b.length - (a.at + a.length) || b.length - a.length)
    .map(({ term }) => term);
  return naming.find(({ surface }) => !isNo(surface)) ?? naming[0] ?? terms.at(-1);
}
