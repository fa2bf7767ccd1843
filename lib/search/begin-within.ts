import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { foldPrefix } from "./fold-prefix";
import { foldWord, readUmlauts } from "./fold-word";
import { isFirst } from "./word-heads";

const typedPattern = /^(\p{L}{3,})(.*)$/u;
const compoundsMax = 12;

/**
 * Beginnings of German compounds that end in what is typed, folded: who types "säg" where there is none by itself goes on to a
 * Stichsäge, and with "reifen 28" to a Fahrradreifen of 28 inches. By the index on the vocabulary's trigrams.
 */
export async function beginWithin(db: Db, text: string): Promise<string[]> {
  const [, typed = "", rest = ""] = typedPattern.exec(text.normalize("NFKC").trim().toLowerCase()) ?? [];
  if (typed === "") return [];
  const spelled = [...new Set([typed, readUmlauts(typed)])];
  const words = z.array(z.object({ word: z.string() })).parse(
    await db.$queryRaw`
      select word from search_word
      where language = 'de' and frequency > 0 and word like any(${spelled.map((each) => `%_${each}%`)}::text[])
      order by frequency desc, word limit 100`,
  );
  const begun = words.flatMap(({ word }) => {
    const own = spelled.find((each) => word.lastIndexOf(each) > 0) ?? "";
    const at = word.lastIndexOf(own);
    return isFirst(foldWord(word.slice(0, at)), foldWord(word.slice(at))) ? [word.slice(0, at) + own + rest] : [];
  });
  return [...new Set(begun.map(foldPrefix))].slice(0, compoundsMax);
}
