import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { splitQuery } from "./document";
import { writeWords } from "./match-sql";
import type { Term } from "./plan-query";
import { behindName } from "./prepositions";
import { tellingWords } from "./stop-words";
import { isQuality } from "./synonyms";

/** Tried beyond this many ways, a query of ten words would cost more than it can find. */
const selectionsMax = 16;

/**
 * Which of the terms to keep when no product answers all of them: as many as one product answers together. Among
 * equally many, those by which a product is called before those in some description ("coffee maker" where nothing is a maker), and
 * then those with the term that names the thing: the last in English, German and Japanese alike ("purple walnut teapot"), or the
 * last before what it is for ("thermometer for babies"), but no color, material or measure (Bilderrahmen schwarz). Best first.
 */
export async function relaxTerms(db: Db, language: Language, text: string, terms: Term[]): Promise<Term[][]> {
  const selections = selectTerms(terms, nameOf(language, text, terms));
  const ask = (asked: Term[][], mode: "all" | "anchored") =>
    areAnswered(
      db,
      language,
      asked.map((kept) => writeWords(kept, mode)),
    );
  const areThere = await ask(selections, "all");
  const there = selections.filter((_, index) => areThere[index]);
  const most = there.filter(({ length }) => length === there[0]?.length);
  const areCalled = most.length > 1 ? await ask(most, "anchored") : [];
  const called = most.filter((_, index) => areCalled[index]);
  return [...called, ...there.filter((kept) => !called.includes(kept))];
}

/** The term that names the thing of which the others tell more. Who divides Japanese words names it first: ヘッドホン 子供. */
function nameOf(language: Language, text: string, terms: Term[]): Term | undefined {
  const isNo = (surface: string) => isQuality(language, splitQuery(surface));
  const parts = text.split(/\s+/u);
  const words = splitQuery(language === "ja" ? (parts.find((part) => !isNo(part)) ?? "") : text);
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

/** All but one, all but two (while that are few enough), and each by itself. */
export function selectTerms(terms: Term[], name = terms.at(-1)): Term[][] {
  if (terms.length < 2) return [];
  const without = terms.map((term) => terms.filter((each) => each !== term));
  const withoutTwo =
    terms.length < 4
      ? []
      : terms.flatMap((first, index) =>
          terms.slice(index + 1).map((second) => terms.filter((each) => each !== first && each !== second)),
        );
  const namedFirst = (a: Term[], b: Term[]) => Number(name && b.includes(name)) - Number(name && a.includes(name));
  const alone =
    terms.length > 2
      ? terms
          .map((term) => [term])
          .toReversed()
          .toSorted(namedFirst)
      : [];
  return [...[...without.toSorted(namedFirst), ...withoutTwo.toSorted(namedFirst)].slice(0, selectionsMax), ...alone];
}
