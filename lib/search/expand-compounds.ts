import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord, readUmlauts, stemSurface, stemWord } from "./fold-word";
import { germanWordsWithin } from "./german-words-within";
import { otherEnds } from "./other-ends";
import type { Term } from "./plan-query";
import { membersOf } from "./synonyms";
import { isFirst, isOwnEnd } from "./word-heads";

const headLengthMin = 3;
const wordsMax = 1_000;
const compoundsMax = 48;

/** Compounds by what they end in, for who reads the same words in several ways. */
export type FoundCompounds = Map<string, Promise<Term["loose"]>>;

/**
 * German writes compounds in one word, and who asks for a Jacke wants the Regenjacke too: words of the vocabulary that
 * end in the one asked for become other ways to find it. What stands before it has to be long, or a word that compounds
 * begin with, or Krawatte would be a kind of Watte. Who asks for Instrumente wants the Altsaxofon, which is a Saxofon.
 */
export async function expandCompounds(
  db: Db,
  language: Language,
  terms: Term[],
  known: FoundCompounds = new Map(),
): Promise<Term[]> {
  if (language !== "de") return terms;
  const find = (ends: readonly string[]) => {
    const key = ends.join("|");
    const found = known.get(key) ?? findCompounds(db, ends);
    known.set(key, found);
    return found;
  };
  return Promise.all(
    terms.map(async (term) => {
      const ends = [term.surface, ...otherEnds(language, term.surface)];
      const members = membersOf(language, term.surface).flatMap((words) => (words.length === 1 ? words : []));
      const found = await Promise.all([...ends.map((end) => find([end])), find(members)]);
      return { ...term, loose: [...term.loose, ...found.flat()] };
    }),
  );
}

async function findCompounds(db: Db, surfaces: readonly string[]): Promise<Term["loose"]> {
  const heads = [...new Set(surfaces)]
    .filter((surface) => !surface.includes(" "))
    .map((surface) => ({ surface, head: stemSurface("de", surface), whole: foldWord(surface) }))
    .filter(({ head }) => head.length >= headLengthMin);
  if (heads.length === 0) return [];
  const parts = heads.flatMap(({ surface, head }) => spellings(surface, head));
  const found = await germanWordsWithin(db, parts, wordsMax);
  const compounds = found.flatMap((word) => {
    const folded = foldWord(word);
    const stem = stemSurface("de", word);
    return heads.some(({ head, whole }) => isCompound(stem, folded, head, whole)) ? [stem] : [];
  });
  return [...new Set(compounds)].slice(0, compoundsMax).map((word) => [{ word }]);
}

function isCompound(stem: string, folded: string, head: string, whole: string): boolean {
  // Some words lose an ending in a compound that they keep by themselves, or another: Eier and Freilandeier, Ofen and Backofen.
  const [written, end] = stem.endsWith(head) ? [stem, head] : [folded, whole];
  const first = written.endsWith(end) ? written.slice(0, -end.length) : "";
  return first !== "" && isOwnEnd(end, stem) && (isFirst(first, end) || isFirst(first, whole));
}

/** The vocabulary keeps umlauts and ß; a plural may have an umlaut where its singular has none, and the reverse (Ball, Tennisbälle). */
function spellings(surface: string, head: string): string[] {
  const umlauted = head.replace(/[aou](?=u?[^aou]*$)/, (vowel) => `${vowel}\u0308`.normalize("NFC"));
  const spelled = [head, stemWord("de", readUmlauts(surface)), umlauted];
  return [...new Set(spelled.flatMap((word) => [word, word.replaceAll("ss", "ß")]))];
}
