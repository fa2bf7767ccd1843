import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { splitQuery } from "./document";
import { writeWords } from "./match-sql";
import { namingTerm } from "./naming-term";
import type { Term } from "./plan-query";
import { behindName } from "./prepositions";
import { weighTerms } from "./weigh-terms";

/** Tried beyond this many ways, a query of ten words would cost more than it can find. */
const selectionsMax = 16;

/**
 * Which of the terms to keep when no product answers all of them: as many as one product answers together. Among
 * equally many, those by which a product is called before those in some description ("coffee maker" where nothing is a maker), and
 * then those with the term that names the thing: the last in English, German and Japanese alike ("purple walnut teapot"), or the
 * last before what it is for ("thermometer for babies"), but no color, material or measure (Bilderrahmen schwarz). What is said to
 * be for something, where anything is called so, comes before all that has only the latter, however many words that is: a pump for
 * bike tires is no tire. Best first.
 */
export async function relaxTerms(db: Db, language: Language, text: string, terms: Term[]): Promise<Term[][]> {
  if (terms.length < 2) return [];
  const name = namingTerm(language, text, terms);
  const weigh = weighTerms(language, text, terms);
  const words = splitQuery(text);
  const mayBeFor = name !== undefined && behindName(language, words) < words.length;
  const [isFor] = mayBeFor ? await areAnswered(db, language, [writeWords([name], "anchored")]) : [];
  const compare = (a: Term[], b: Term[]) => (isFor ? namedFirst(name)(a, b) : 0) || weigh(b) - weigh(a);
  const selections = selectTerms(terms, name);
  const ask = (asked: Term[][], mode: "all" | "anchored") =>
    areAnswered(
      db,
      language,
      asked.map((kept) => writeWords(kept, mode)),
    );
  const areThere = await ask(selections, "all");
  const there = selections
    .filter((_, index) => areThere[index])
    .toSorted((a, b) => compare(a, b) || namedFirst(name)(a, b));
  const most = there.filter((kept) => compare(kept, there[0] ?? []) === 0);
  const areCalled = most.length > 1 ? await ask(most, "anchored") : [];
  const called = most.filter((_, index) => areCalled[index]);
  return [...called, ...there.filter((kept) => !called.includes(kept))];
}

const namedFirst = (name: Term | undefined) => (a: Term[], b: Term[]) =>
  Number(name && b.includes(name)) - Number(name && a.includes(name));

/** All but one, all but two (while that are few enough), and each by itself. */
function selectTerms(terms: Term[], name: Term | undefined): Term[][] {
  const without = terms.map((term) => terms.filter((each) => each !== term));
  const withoutTwo =
    terms.length < 4
      ? []
      : terms.flatMap((first, index) =>
          terms.slice(index + 1).map((second) => terms.filter((each) => each !== first && each !== second)),
        );
  const alone =
    terms.length > 2
      ? terms
          .map((term) => [term])
          .toReversed()
          .toSorted(namedFirst(name))
      : [];
  return [
    ...[...without.toSorted(namedFirst(name)), ...withoutTwo.toSorted(namedFirst(name))].slice(0, selectionsMax),
    ...alone,
  ];
}
