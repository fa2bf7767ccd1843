import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord, stemWord } from "./fold-word";
import type { Term } from "./plan-query";

const headLengthMin = 3;
/** What stands before the head is a word when it has so many letters, whether or not the vocabulary knows it alone. */
const firstLengthMin = 4;
const compoundsMax = 24;

/**
 * German writes compounds in one word, and who asks for a Jacke wants the Regenjacke too: words of the vocabulary that
 * end in the one asked for become other ways to find it. What stands before it has to be a word as well, or long, or
 * Krawatte would be a kind of Watte.
 */
export async function expandCompounds(db: Db, language: Language, terms: Term[]): Promise<Term[]> {
  if (language !== "de") return terms;
  return Promise.all(
    terms.map(async (term) => ({ ...term, loose: [...term.loose, ...(await findCompounds(db, term.surface))] })),
  );
}

async function findCompounds(db: Db, surface: string): Promise<Term["loose"]> {
  const head = stemWord("de", foldWord(surface));
  if (surface.includes(" ") || head.length < headLengthMin) return [];
  // The vocabulary keeps umlauts; a plural may have one where its singular has none (Rucksack, Rucksäcke).
  const found = z.array(z.object({ word: z.string() })).parse(
    await db.$queryRaw`
      select word from search_word
      where language = 'de' and (word like ${`%_${head}%`} or word like ${`%_${stemWord("de", surface)}%`})
      order by frequency desc, word limit 200`,
  );
  const whole = foldWord(surface);
  const compounds = found.flatMap(({ word }) => {
    const folded = foldWord(word);
    const stem = stemWord("de", folded);
    // Eier are a plural whose compounds lose another ending than they do: Freilandeier.
    const end = stem.endsWith(head) ? head : folded.endsWith(whole) ? whole : null;
    if (end === null) return [];
    const first = (end === head ? stem : folded).slice(0, -end.length);
    return first ? [{ stem, first }] : [];
  });
  const short = compounds.map(({ first }) => first).filter((first) => first.length < firstLengthMin);
  const known = await knownWords(db, [...new Set(short)]);
  const kept = compounds.filter(({ first }) => first.length >= firstLengthMin || known.has(first));
  return [...new Set(kept.map(({ stem }) => stem))].slice(0, compoundsMax).map((word) => [{ word }]);
}

async function knownWords(db: Db, words: string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const rows = z
    .array(z.object({ word: z.string() }))
    .parse(await db.$queryRaw`select word from search_word where language = 'de' and word = any(${words}::text[])`);
  return new Set(rows.map(({ word }) => word));
}
