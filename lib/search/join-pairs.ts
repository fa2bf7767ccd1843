import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readUmlauts, stemSurface } from "./fold-word";
import { firstForm, type Term } from "./plan-query";
import { synonymsOf } from "./synonyms";
import { isFirst } from "./word-heads";

/** What links the parts of a German compound: Hund-e-futter, Katze-n-futter, Geburtstag-s-karte. */
const links = ["", "s", "n", "e", "en", "es", "er"];

/**
 * Who writes a German compound in two words wants the one: an Autobatterie answers "Auto Batterie" as well as a battery that
 * is for an "Auto". Only words that the shop writes in one; each answers both of its parts, and so does what it is also called.
 */
export async function joinPairs(db: Db, language: Language, terms: Term[]): Promise<Term[]> {
  if (language !== "de" || terms.length < 2) return terms;
  const pairs = terms.slice(1).map((second, index) => wholesOf(terms[index]?.surface ?? "", second.surface));
  const known = await readKnown(db, pairs.flat());
  const found = pairs.map((wholes) => wholes.filter((word) => known.has(word)));
  const joined = found.map((wholes) => [...new Set(wholes.map((word) => stemSurface("de", word)))]);
  const others = found.map((wholes) => wholes.flatMap((word) => synonymsOf("de", [word])));
  return terms.map((term, index) => {
    const ahead = joined[index] ?? [];
    const wholes = [...(joined[index - 1] ?? []), ...ahead];
    const names = [...(others[index - 1] ?? []), ...(others[index] ?? [])];
    return {
      ...term,
      exact: [...term.exact, ...wholes.map((word) => [{ word }])],
      loose: [...term.loose, ...names.map((name) => name.flatMap((word) => firstForm("de", word)))],
      ...(ahead.length > 0 ? { joined: ahead } : {}),
    };
  });
}

/** Those of the terms that are kept: a word whose next is left out is asked for as itself, not as what the shop makes of both. */
export const keepJoined = (terms: Term[], kept: Term[]): Term[] =>
  kept.map((term) => {
    const next = terms[terms.indexOf(term) + 1];
    if (next && kept.includes(next)) return term;
    const { joined: _, ...alone } = term;
    return alone;
  });

/** Both have to be words, and the second what the whole ends in, or the index of Meilisearch does not find it there. */
function wholesOf(first: string, second: string): string[] {
  const head = stemSurface("de", second);
  if (!/^\p{L}{3,}$/u.test(first) || !/^\p{L}{3,}$/u.test(head)) return [];
  const spelled = [[first, second] as const, [readUmlauts(first), readUmlauts(second)] as const];
  return [...new Set(spelled.flatMap(([left, right]) => links.map((link) => `${left}${link}${right}`)))].filter(
    (whole) => {
      const stem = stemSurface("de", whole);
      return stem.endsWith(head) && isFirst(stem.slice(0, -head.length), head);
    },
  );
}

async function readKnown(db: Db, words: string[]): Promise<ReadonlySet<string>> {
  if (words.length === 0) return new Set();
  const found = z
    .array(z.object({ word: z.string() }))
    .parse(await db.$queryRaw`select word from search_word where language = 'de' and word = any(${words}::text[])`);
  return new Set(found.map(({ word }) => word));
}
