import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** Shorter words end or begin what has nothing to do with them: an adjustable is no table. */
const lengthMin: Partial<Record<Language, number>> = { de: 5, en: 7 };
const wholesMax = 3;

/**
 * Words of the vocabulary that are made of one, the most frequent first: in German those that begin with it, an Algenmittel of
 * Algen, since those that end in it answer it already (`expand-compounds.ts`); in English those that end in it. None of any other
 * language, nor of a short word. By the index on the vocabulary's trigrams.
 */
export async function findWholes(db: Db, language: Language, surface: string): Promise<string[]> {
  const least = lengthMin[language];
  if (least === undefined || surface.length < least || !/^\p{L}+$/u.test(surface)) return [];
  const pattern = language === "de" ? `${surface}%` : `%${surface}`;
  const rows = z.array(z.object({ word: z.string() })).parse(
    await db.$queryRaw`
      select word from search_word
      where language = ${language} and word like ${pattern} and word <> ${surface}
      order by frequency desc, word limit ${wholesMax}`,
  );
  return rows.map(({ word }) => word);
}
