import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord, readUmlauts, stemSurface, stemWord } from "./fold-word";
import { germanWordsWithin } from "./german-words-within";
import { otherEnds } from "./other-ends";
import type { Term } from "./plan-query";
import { isFirst } from "./word-heads";

const headLengthMin = 3;
const wordsMax = 1_000;
const compoundsMax = 48;

/** Compounds by what they end in, for who reads the same words in several ways. */
export type FoundCompounds = Map<string, Promise<Term["loose"]>>;

/**
 * German writes compounds in one word, and who asks for a Jacke wants the Regenjacke too: words of the vocabulary that
 * end in the one asked for become other ways to find it. What stands before it has to be long, or a word that compounds
 * begin with, or Krawatte would be a kind of Watte.
 */
export async function expandCompounds(
  db: Db,
  language: Language,
  terms: Term[],
  known: FoundCompounds = new Map(),
): Promise<Term[]> {
  if (language !== "de") return terms;
  const find = (end: string) => {
    const found = known.get(end) ?? findCompounds(db, end);
    known.set(end, found);
    return found;
  };
  return Promise.all(
    terms.map(async (term) => {
      const ends = [term.surface, ...otherEnds(language, term.surface)];
      const found = await Promise.all(ends.map(find));
      return { ...term, loose: [...term.loose, ...found.flat()] };
    }),
  );
}

async function findCompounds(db: Db, surface: string): Promise<Term["loose"]> {
  const head = stemSurface("de", surface);
  if (surface.includes(" ") || head.length < headLengthMin) return [];
  const whole = foldWord(surface);
  const found = await germanWordsWithin(db, spellings(surface, head), wordsMax);
  const compounds = found.flatMap((word) => {
    const folded = foldWord(word);
    const stem = stemSurface("de", word);
    // Some words lose an ending in a compound that they keep by themselves, or another: Eier and Freilandeier, Ofen and Backofen.
    const [written, end] = stem.endsWith(head) ? [stem, head] : [folded, whole];
    const first = written.endsWith(end) ? written.slice(0, -end.length) : "";
    return first && isFirst(first, end) ? [stem] : [];
  });
  return [...new Set(compounds)].slice(0, compoundsMax).map((word) => [{ word }]);
}

/** The vocabulary keeps umlauts and ß; a plural may have an umlaut where its singular has none, and the reverse (Ball, Tennisbälle). */
function spellings(surface: string, head: string): string[] {
  const umlauted = head.replace(/[aou](?=u?[^aou]*$)/, (vowel) => `${vowel}\u0308`.normalize("NFC"));
  const spelled = [head, stemWord("de", readUmlauts(surface)), umlauted];
  return [...new Set(spelled.flatMap((word) => [word, word.replaceAll("ss", "ß")]))];
}
