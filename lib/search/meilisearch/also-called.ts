import { createHash } from "node:crypto";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { joinKatakana } from "../katakana";
import { otherNames } from "../other-ends";
import { perLanguage } from "../per-language";
import { firstForm } from "../plan-query";
import {
  collectivePhrases,
  namePhrases,
  type Phrases,
  qualityPhrases,
  synonymPhrases,
  themePhrases,
} from "../synonyms";
import { wordHeads } from "../word-heads";
import { stemOf } from "./index-word";

interface Call {
  /** The words asked, as one: `homeoffic`. */
  asked: string;
  /** What has to be among a product's words. */
  words: string[];
  /** It is another name for the same thing, if for others too, no quality of it and no occasion for it. */
  isName: boolean;
  /** It is the name of many things together. */
  isCollective: boolean;
  /** It is asked for by these very words, which the query has as one. */
  isOwn: boolean;
}

/**
 * The other names and the occasions under which a product is looked for, from the words it is described with: a headset
 * is found by "headphones", a tent by "camping". They stand in the index beside the product, one field lower than its own
 * words, because the engine takes a synonym of its settings for the word itself: "headphones" brought a headset first.
 */
export const alsoCalled = (language: Language, words: ReadonlySet<string>): string[] => [
  ...new Set([
    ...askedBy(callsAmong(tableOf(language), words).filter(({ isOwn }) => !isOwn)),
    ...otherwiseEnded(language, words),
    ...collectedByEnd(language, words),
  ]),
];

/** Compounds by their other ends (`other-ends.ts`), and those by themselves. */
const otherwiseEnded = (language: Language, words: ReadonlySet<string>): string[] =>
  [...words].flatMap((stem) =>
    otherNames(language, stem).flatMap(({ whole, end }) => [callName(language, [whole]), callName(language, [end])]),
  );

/** What holds compounds by what they end in: an Altsaxofon is a Saxofon, and that an Instrument. */
function collectedByEnd(language: Language, words: ReadonlySet<string>): string[] {
  const calls = tableOf(language);
  return wordHeads(language, [...words]).flatMap((end) =>
    askedBy((calls.get(end) ?? []).filter((call) => call.isCollective && call.words.length === 1)),
  );
}

/** Phrases that are among the words themselves, each as the one word it is asked for by. */
export const phrasesAmong = (language: Language, words: ReadonlySet<string>): string[] =>
  askedBy(callsAmong(ownCallsOf(language), words));

/** Those that are other names for the thing itself: a city bicycle is a bike, what stands before it says which. */
export const headCalled = (language: Language, words: ReadonlySet<string>, heads: ReadonlySet<string>): string[] =>
  askedBy(headCalls(language, words, heads).filter(({ isOwn }) => !isOwn));

/** Phrases among the words that name the thing itself. */
export const headPhrases = (language: Language, words: ReadonlySet<string>, heads: ReadonlySet<string>): string[] =>
  askedBy(headCalls(language, words, heads).filter(({ isOwn }) => isOwn));

const headCalls = (language: Language, words: ReadonlySet<string>, heads: ReadonlySet<string>): Call[] =>
  callsAmong(tableOf(language), words).filter((call) => call.isName && heads.has(call.words.at(-1) ?? ""));

const askedBy = (calls: Call[]): string[] => [...new Set(calls.map(({ asked }) => asked))];

function callsAmong(calls: Calls, words: ReadonlySet<string>): Call[] {
  return [...words].flatMap((word) =>
    (calls.get(word) ?? []).filter((call) => call.words.every((each) => words.has(each))),
  );
}

/** What a phrase is called in the index. */
export const callName = (language: Language, words: readonly string[]): string =>
  words.map((word) => stemOf(language, word)).join("");

/** By the first word that has to be there. */
type Calls = ReadonlyMap<string, Call[]>;

const tableOf = perLanguage((language): Calls => {
  const calls = [
    ...callsBy(language, namePhrases(language), { isName: true }),
    ...callsBy(language, collectivePhrases(language), { isName: true, isCollective: true }),
    ...callsBy(language, [...qualityPhrases(language), ...themePhrases(language)], { isName: false }),
  ];
  return Map.groupBy(calls, (call) => call.words[0] ?? "");
});

/** Few of them: whole descriptions are looked through for these. */
const ownCallsOf = perLanguage(
  (language): Calls =>
    Map.groupBy(
      Array.from(tableOf(language).values())
        .flat()
        .filter(({ isOwn }) => isOwn),
      (call) => call.words[0] ?? "",
    ),
);

function callsBy(
  language: Language,
  phrases: Phrases,
  { isName, isCollective = false }: { isName: boolean; isCollective?: boolean },
): Call[] {
  return phrases.flatMap(([asked, answers]) => {
    const name = callName(language, asked);
    const own = joinKatakana(asked);
    const isOwn = (answer: string[]) => answer.join(" ") === own.join(" ");
    // Several words become one in the query, so a product that has them in its own words needs that one as well.
    return [...answers.filter((answer) => !isOwn(answer)), ...(asked.length > 1 ? [own] : [])]
      .map((answer) => ({
        asked: name,
        isName,
        isCollective,
        isOwn: isOwn(answer),
        words: answer.flatMap((word) => firstForm(language, word).map((form) => form.word)),
      }))
      .filter((call) => call.asked !== "" && call.words.length > 0);
  });
}

/** Changes with any of the words: documents made with others are stale. */
export const alsoCalledVersion: string = createHash("sha256")
  .update(JSON.stringify(languageCodes.map(synonymPhrases)))
  .digest("base64url")
  .slice(0, 8);
