import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { isKatakana } from "./katakana";

/** Each of two words lends two letters at least, and one of them three at most. */
const partMin = 2;
const lengthMax = 5;
/** As long as the second word is at least: a ドライ, a コンロ. */
const wordMin = 3;
const lookedAtMax = 200;

/**
 * The name in katakana that this is short for, by the beginnings of two of its words, long marks and small ッ aside: レコプレ is a
 * レコードプレーヤー. Null where the vocabulary has none; the most frequent of several.
 */
export async function spellOut(db: Db, surface: string): Promise<string | null> {
  const letters = withoutMarks(surface);
  if (!isKatakana(surface) || letters.length < 2 * partMin || letters.length > lengthMax) return null;
  const rows = z.array(z.object({ word: z.string() })).parse(
    await db.$queryRaw`
      select word from search_word
      where language = 'ja' and word like ${`${letters.charAt(0)}%${letters.at(-1)}%`}
        and char_length(word) > ${letters.length + 1}
      order by frequency desc, word limit ${lookedAtMax}`,
  );
  return rows.map(({ word }) => word).find((word) => isKatakana(word) && isShortFor(letters, word)) ?? null;
}

function isShortFor(letters: string, word: string): boolean {
  const whole = withoutMarks(word);
  const cuts = Array.from({ length: letters.length - 2 * partMin + 1 }, (_, at) => at + partMin);
  return cuts.some((cut) => {
    const second = whole.indexOf(letters.slice(cut), cut);
    return whole.startsWith(letters.slice(0, cut)) && second > 0 && whole.length - second >= wordMin;
  });
}

const withoutMarks = (word: string): string => word.replace(/[ーッ]/g, "");
