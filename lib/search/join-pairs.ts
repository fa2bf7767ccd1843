import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readUmlauts, stemSurface } from "./fold-word";
import { firstForm, type Term } from "./plan-query";
import { readWords } from "./read-vocabulary";
import { synonymsOf } from "./synonyms";
import { isFirst } from "./word-heads";

/** What links the parts of a German compound: Hund-e-futter, Katze-n-futter, Geburtstag-s-karte. */
const links = ["", "s", "n", "e", "en", "es", "er"];

/**
 * Who writes a German compound in two words wants the one: an Autobatterie answers "Auto Batterie" as well as a battery that
 * is for an "Auto", and "Batterie Auto" where that makes no word. Only words that the shop writes in one; each answers both of its
 * parts, and so does what it is also called.
 */
export async function joinPairs(db: Db, language: Language, terms: Term[]): Promise<Term[]> {
  if (language !== "de" || terms.length < 2) return terms;
  const pairs = terms.slice(1).map(({ surface }, index) => [terms[index]?.surface ?? "", surface] as const);
  const ahead = pairs.map(([first, second]) => wholesOf(first, second));
  const back = pairs.map(([first, second]) => wholesOf(second, first));
  const known = new Set((await readWords(db, "de", [...ahead, ...back].flat())).map(({ word }) => word));
  const inOrder = ahead.map((wholes) => wholes.filter((word) => known.has(word)));
  // The second of a pair is joined with the first only where it is not with the next.
  const turned = back.map((wholes, index) => {
    const isOpen = inOrder[index]?.length === 0 && !inOrder[index + 1]?.length;
    return isOpen ? wholes.filter((word) => known.has(word)) : [];
  });
  const found = inOrder.map((wholes, index) => (wholes.length > 0 ? wholes : (turned[index] ?? [])));
  const stems = (wholes: string[] = []) => [...new Set(wholes.map((word) => stemSurface("de", word)))];
  return terms.map((term, index) => {
    const beside = [...(found[index - 1] ?? []), ...(found[index] ?? [])];
    const names = beside.flatMap((word) => synonymsOf("de", [word]));
    const joined = stems(inOrder[index]);
    const joinedBack = stems(turned[index - 1]);
    return {
      ...term,
      exact: [...term.exact, ...stems(beside).map((word) => [{ word }])],
      loose: [...term.loose, ...names.map((name) => name.flatMap((word) => firstForm("de", word)))],
      ...(joined.length > 0 ? { joined } : joinedBack.length > 0 ? { joined: joinedBack, joinedBack: true } : {}),
    };
  });
}

/** Those of the terms that are kept: a word that is left without the one it is joined with is asked for as itself, not as what the shop makes of both. */
export const keepJoined = (terms: Term[], kept: Term[]): Term[] =>
  kept.map((term) => {
    const other = terms[terms.indexOf(term) + (term.joinedBack ? -1 : 1)];
    if (other && kept.includes(other)) return term;
    const { joined: _, joinedBack: __, ...alone } = term;
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
