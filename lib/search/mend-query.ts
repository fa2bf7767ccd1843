import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { mendWord } from "./mend-word";
import { planQuery, type Term, writeTerm } from "./plan-query";

export interface MendedQuery {
  /** The words with every misspelling replaced; unset when there was none, or one that can't be mended. */
  correctedText?: string;
  /** The terms that something in the catalog answers. */
  known: Term[];
}

/**
 * Looks at each term that nothing in the catalog answers: written in two where the shop writes one word, in one where
 * it writes two, or misspelled. Known words are never touched: whoever typed them meant them.
 */
export async function mendQuery(db: Db, language: Language, text: string, terms: Term[]): Promise<MendedQuery> {
  const joins = terms.slice(1).map((term, index) => planQuery(language, `${terms[index]?.surface}${term.surface}`)[0]);
  const answered = await areAnswered(db, language, [...terms, ...joins]);
  const known = terms.filter((_, index) => answered[index]);

  let corrected = text.normalize("NFKC").toLowerCase();
  let hopeless = false;
  const replace = (surface: string, word: string) => {
    if (!corrected.includes(surface)) hopeless = true;
    corrected = corrected.replace(surface, () => word);
  };
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index];
    const next = terms[index + 1];
    if (term && next && answered[terms.length + index] && !(answered[index] && answered[index + 1] && known.length < terms.length)) {
      replace(`${term.surface} ${next.surface}`, `${term.surface}${next.surface}`);
      index++;
    } else if (term && !answered[index]) {
      const word = await mendWord(db, language, term.surface);
      if (word === null) hopeless = true;
      else replace(term.surface, word);
    }
  }
  const changed = corrected !== text.normalize("NFKC").toLowerCase();
  return { known, ...(changed && !hopeless ? { correctedText: corrected } : {}) };
}

/** For each term, whether any product of the language answers it. */
async function areAnswered(db: Db, language: Language, terms: (Term | undefined)[]): Promise<boolean[]> {
  const queries = terms.map((term) => (term ? writeTerm([...term.exact, ...term.loose]) : "")).map((query) => query || "(missing & term)");
  const rows = z.array(z.object({ answered: z.boolean() })).parse(
    await db.$queryRaw`
      select exists (select from catalog_text t where t.language = ${language} and t.document @@ to_tsquery('simple', asked.query)) as answered
      from unnest(${queries}::text[]) with ordinality as asked(query, place) order by place`,
  );
  return rows.map(({ answered }) => answered);
}
