import { z } from "zod";
import type { Db } from "@/lib/db/client";

/**
 * Words of the German vocabulary that have one of these parts behind their first letter, the most frequent first, at most `limit`.
 * By the index on the vocabulary's trigrams; parts hold letters only.
 */
export async function germanWordsWithin(db: Db, parts: readonly string[], limit: number): Promise<string[]> {
  const rows = z.array(z.object({ word: z.string() })).parse(
    await db.$queryRaw`
      select word from search_word
      where language = 'de' and word like any(${parts.map((part) => `%_${part}%`)}::text[])
      order by frequency desc, word limit ${limit}`,
  );
  return rows.map(({ word }) => word);
}
