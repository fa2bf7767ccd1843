import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord, stemWord } from "./fold-word";
import type { Term } from "./plan-query";

const headLengthMin = 4;
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
  const compounds = found
    .map(({ word }) => stemWord("de", foldWord(word)))
    .filter((stem) => stem.length > head.length && stem.endsWith(head));
  const firsts = [...new Set(compounds.map((stem) => stem.slice(0, -head.length)))];
  const known = await knownWords(
    db,
    firsts.filter((first) => first.length < headLengthMin),
  );
  const kept = compounds.filter(
    (stem) => stem.length - head.length >= headLengthMin || known.has(stem.slice(0, -head.length)),
  );
  return [...new Set(kept)].slice(0, compoundsMax).map((word) => [{ word }]);
}

async function knownWords(db: Db, words: string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const rows = z
    .array(z.object({ word: z.string() }))
    .parse(await db.$queryRaw`select word from search_word where language = 'de' and word = any(${words}::text[])`);
  return new Set(rows.map(({ word }) => word));
}
