import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { writeWords } from "./match-sql";
import type { Term } from "./plan-query";

/** Tried beyond this many ways, a query of ten words would cost more than it can find. */
const selectionsMax = 16;

/**
 * Which of the terms to keep when no product answers all of them: as many as one product answers together. Among
 * equally many, those by which a product is called before those in some description ("coffee maker" where nothing is a maker), and
 * then those with the last term, which names the thing in English, German and Japanese alike ("purple walnut teapot"). Best
 * first.
 */
export async function relaxTerms(db: Db, language: Language, terms: Term[]): Promise<Term[][]> {
  const selections = selectTerms(terms);
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

/** All but one, all but two (while that are few enough), and each by itself. */
export function selectTerms(terms: Term[]): Term[][] {
  if (terms.length < 2) return [];
  const without = terms.map((term) => terms.filter((each) => each !== term));
  const withoutTwo =
    terms.length < 4
      ? []
      : terms.flatMap((first, index) =>
          terms.slice(index + 1).map((second) => terms.filter((each) => each !== first && each !== second)),
        );
  const last = terms.at(-1);
  const headFirst = (a: Term[], b: Term[]) => Number(b.at(-1) === last) - Number(a.at(-1) === last);
  const alone = terms.length > 2 ? terms.map((term) => [term]).toReversed() : [];
  return [...[...without.toSorted(headFirst), ...withoutTwo.toSorted(headFirst)].slice(0, selectionsMax), ...alone];
}
