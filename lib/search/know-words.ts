import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { stemSurface } from "./fold-word";
import { writeAnswer } from "./match-sql";
import { planQuery, type Term } from "./plan-query";

export interface KnownWords {
  /** Of each term, whether anything in the catalog answers it by itself. */
  answered: boolean[];
  /** The same of each term written in one with the next. */
  joined: boolean[];
  /** Whether anything begins with the last one. */
  begun: boolean;
}

/** What the catalog knows of each word of a query, in one question for all of them. */
export async function knowWords(
  db: Db,
  language: Language,
  terms: readonly Term[],
  unfinished?: Term,
): Promise<KnownWords> {
  const joins = terms.slice(1).map((term, index) => {
    const first = terms[index]?.surface ?? "";
    const [joined, ...apart] = planQuery(language, first + term.surface);
    // Japanese falls into the same two words again; of "Größe M" the second would be an ending of the first.
    const isOther = stemSurface(language, first + term.surface) !== stemSurface(language, first);
    return apart.length === 0 && isOther ? joined : undefined;
  });
  const queries = [unfinished, ...terms, ...joins].map((term) => (term ? writeAnswer(term) : ""));
  const [begun = false, ...known] = await areAnswered(db, language, queries);
  return { answered: known.slice(0, terms.length), joined: known.slice(terms.length), begun };
}
