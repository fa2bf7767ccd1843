import { createHash } from "node:crypto";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { joinKatakana } from "../katakana";
import { firstForm } from "../plan-query";
import { synonymPhrases } from "../synonyms";
import { stemOf } from "./index-word";

interface Call {
  /** The words asked, as one: `homeoffic`. */
  asked: string;
  /** What has to be among a product's words. */
  words: string[];
}

/**
 * The other names and the occasions under which a product is looked for, from the words it is described with: a headset
 * is found by "headphones", a tent by "camping". They stand in the index beside the product, one field lower than its own
 * words, because the engine takes a synonym of its settings for the word itself: "headphones" brought a headset first.
 */
export function alsoCalled(language: Language, words: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const calls = callsOf(language);
  for (const word of words) {
    for (const call of calls.get(word) ?? []) if (call.words.every((each) => words.has(each))) found.add(call.asked);
  }
  return [...found];
}

/** What a phrase is called in the index. */
export const callName = (language: Language, words: readonly string[]): string =>
  words.map((word) => stemOf(language, word)).join("");

const tables = new Map<Language, Map<string, Call[]>>();

/** By the first word that has to be there. */
function callsOf(language: Language): Map<string, Call[]> {
  const known = tables.get(language);
  if (known) return known;
  const calls = synonymPhrases(language).flatMap(([asked, answers]) => {
    const name = callName(language, asked);
    // Several words become one in the query, so a product that has them in its own words needs that one as well.
    return [...answers, ...(asked.length > 1 ? [joinKatakana(asked)] : [])]
      .map((answer) => ({
        asked: name,
        words: answer.flatMap((word) => firstForm(language, word).map((form) => form.word)),
      }))
      .filter((call) => call.asked !== "" && call.words.length > 0);
  });
  const table = Map.groupBy(calls, (call) => call.words[0] ?? "");
  tables.set(language, table);
  return table;
}

/** Changes with any of the words: documents made with others are stale. */
export const alsoCalledVersion: string = createHash("sha256")
  .update(JSON.stringify(languageCodes.map(synonymPhrases)))
  .digest("base64url")
  .slice(0, 8);
