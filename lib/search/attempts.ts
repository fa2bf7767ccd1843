import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import type { SearchRequest, SearchResult } from "./engine";
import { expandCompounds, type FoundCompounds } from "./expand-compounds";
import { findCode } from "./find-code";
import { findCoded } from "./find-coded";
import { joinPairs, keepJoined } from "./join-pairs";
import { type KnownWords, knowWords } from "./know-words";
import { type Listing, writeAnchors, writeWords } from "./match-sql";
import { mendQuery } from "./mend-query";
import { leaveUnfinished, planQuery, queryWords, type Term, writeTerm } from "./plan-query";
import { readCode } from "./read-code";
import { relaxTerms } from "./relax-terms";
import { isCollective, isOccasion } from "./synonyms";
import { writeOtherUnits } from "./write-other-units";

/** A way to understand the words of a request, and what the shopper is told of it. */
export interface Attempt {
  listing: Listing;
  remark?: Pick<SearchResult, "correctedText" | "relaxed" | "droppedWords">;
}

/** What an engine brings to understanding a request. */
export interface Understanding {
  /** Its index holds the parts of its compounds: no list of them is needed before something has to be mended. */
  compoundsIndexed?: boolean;
  /** Whether a way can list anything, where that is cheaper to ask than to list. */
  mayHave?: (listing: Listing) => Promise<boolean>;
}

/**
 * Ways to understand the words, the closest first: as a code, as typed, as beginnings, in other units, as a part of a code,
 * mended, and then only some of them.
 * The same for every engine, each of which takes the first that finds something. Words are mostly right, so the first way
 * is given unasked; the others where they may have anything.
 */
export async function* attempts(
  db: Db,
  request: SearchRequest,
  { compoundsIndexed = false, mayHave }: Understanding,
): AsyncGenerator<Attempt> {
  let isFirst = true;
  for await (const attempt of ways(db, request, compoundsIndexed)) {
    if (isFirst || !mayHave || (await mayHave(attempt.listing))) yield attempt;
    isFirst = false;
  }
}

async function* ways(db: Db, request: SearchRequest, compoundsIndexed: boolean): AsyncGenerator<Attempt> {
  const { language, text } = request;
  const code = readCode(text);
  if (code?.certain) yield* named(request, await findCode(db, code));
  const plan = (words: string) => joinPairs(db, language, planQuery(language, words));
  const plain = await plan(text);
  if (plain.length === 0) return;
  const compounds: FoundCompounds = new Map();
  const expand = (terms: Term[]) => expandCompounds(db, language, terms, compounds);
  const early = compoundsIndexed ? plain : await expand(plain);
  yield { listing: { request, terms: early, mode: (await isOnlyOccasion(db, language, plain)) ? "all" : "anchored" } };
  if (code && !code.certain) yield* named(request, await findCode(db, code));

  const whole = compoundsIndexed ? await expand(plain) : early;
  const know = (terms: Term[]) => knowWords(db, language, terms, leaveUnfinished(language, terms).at(-1));
  const wholes = await know(whole);
  const apart = await takeApart(language, whole, wholes, (phrase) =>
    expand(planQuery(language, phrase, { phrases: false })),
  );
  const typed = apart ?? whole;
  const words = apart ? await know(apart) : wholes;
  if (apart) yield* every(request, typed);
  // A word that nothing answers leaves nothing to all of them together.
  if (words.begun && words.answered.slice(0, -1).every(Boolean)) {
    const unfinished = leaveUnfinished(language, typed);
    const prefixes = unfinished !== typed;
    // A beginning of what a product is called goes before the word in some description.
    if (prefixes) yield { listing: { request, terms: unfinished, mode: "anchored", prefixes } };
    yield { listing: { request, terms: unfinished, mode: "all", prefixes } };
  }
  yield* inOtherUnits(db, request, async (other) => expand(await plan(other)));
  yield* named(request, await findCoded(db, request));
  if (request.asTyped) return;

  const { correctedText, known, lost } = await mendQuery(db, language, text, typed, words);
  const mended = correctedText ? await expand(await plan(correctedText)) : null;
  if (correctedText && mended && lost.length === 0)
    yield* every({ ...request, text: correctedText }, mended, { correctedText });
  // A short word is soon mended to another thing, a cooker to a cooler: then what is known goes before what is guessed.
  const isMended = (term: Term) => !known.includes(term) && !lost.includes(term.surface);
  const doubtful = known.length > 0 && typed.some((term) => isMended(term) && term.surface.length < sureFrom);
  // What was only joined is no surer than what was typed.
  const isOnlyJoined = known.length === typed.length;
  const sure = mended && correctedText && !isOnlyJoined && !doubtful ? { terms: mended, text: correctedText } : null;
  const [meant, answered, remark] = sure
    ? [sure.terms, sure.terms.filter(({ surface }) => !lost.includes(surface)), { correctedText }]
    : [typed, known, {}];
  if (answered.length > 0 && answered.length < meant.length) yield* some(request, meant, answered, remark);
  for (const kept of await relaxTerms(db, language, sure?.text ?? text, answered))
    yield* some(request, meant, kept, remark);
}

/** These words are no product's name: things are wanted for them, or many things are called so together. */
const isWide = (language: Language, phrase: string): boolean =>
  isOccasion(language, phrase) || isCollective(language, phrase);

/**
 * Whether this is one word, an occasion or a complaint, by which nothing is called: then a description that says what a product
 * helps against answers as well as what is known to.
 */
async function isOnlyOccasion(db: Db, language: Language, [term, ...more]: Term[]): Promise<boolean> {
  if (!term || more.length > 0 || queryWords(language, term.surface).length > 1) return false;
  if (!isOccasion(language, term.surface)) return false;
  const [called] = await areAnswered(db, language, [writeTerm(term.exact, "anchor")]);
  return called === false;
}

/**
 * The terms with each phrase that nothing here is called, nor by another name, as the words that it has; null where there is none.
 * Japanese divides no words by spaces: of its phrases those that are a complaint or an occasion.
 */
async function takeApart(
  language: Language,
  terms: Term[],
  { answered }: KnownWords,
  read: (phrase: string) => Promise<Term[]>,
): Promise<Term[] | null> {
  const isPhrase = (surface: string) =>
    surface.includes(" ") || (isWide(language, surface) && queryWords(language, surface).length > 1);
  const isApart = ({ surface }: Term, at: number) => !answered[at] && isPhrase(surface);
  if (!terms.some(isApart)) return null;
  return (await Promise.all(terms.map((term, at) => (isApart(term, at) ? read(term.surface) : [term])))).flat();
}

/** Words of so many letters have one word near them that can be meant. */
const sureFrom = 7;

/** Some of the terms, and which words that leaves out. */
function some(request: SearchRequest, terms: Term[], kept: Term[], remark: Attempt["remark"]): Generator<Attempt> {
  const droppedWords = terms.filter((term) => !kept.includes(term)).map(({ surface }) => surface);
  const text = kept.map(({ surface }) => surface).join(" ");
  return every({ ...request, text }, keepJoined(terms, kept), { ...remark, relaxed: true, droppedWords });
}

/** The products that a code names; none is yielded when it is nobody's. */
function* named(request: SearchRequest, productIds: string[]): Generator<Attempt> {
  if (productIds.length > 0) yield { listing: { request, terms: [], mode: "all", productIds } };
}

/** The same words with a measure in another unit, where products are told by that: 1000 g of what is sold by the kilogram. */
async function* inOtherUnits(
  db: Db,
  request: SearchRequest,
  read: (text: string) => Promise<Term[]>,
): AsyncGenerator<Attempt> {
  const others = writeOtherUnits(request.language, request.text);
  const plans = await Promise.all(others.map(({ text }) => read(text)));
  const questions = plans.map((terms, at) => {
    const measure = terms.filter(({ surface }) => others[at]?.measure.includes(surface));
    return [writeWords(terms, "all"), ...measure.map((term) => `(${writeAnchors([term])})`)].join(" & ");
  });
  const answered = await areAnswered(db, request.language, questions);
  for (const [at, terms] of plans.entries())
    if (answered[at]) yield* every({ ...request, text: others[at]?.text ?? request.text }, terms);
}

/** All of the terms; first where products say what they are, then wherever they stand. */
function* every(request: SearchRequest, terms: Term[], remark: Attempt["remark"] = {}): Generator<Attempt> {
  yield { listing: { request, terms, mode: "anchored" }, remark };
  yield { listing: { request, terms, mode: "all" }, remark };
}
