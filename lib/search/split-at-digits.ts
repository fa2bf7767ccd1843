import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { writeWords } from "./match-sql";
import { planQuery } from "./plan-query";

/** Between a letter and a digit, either way around. */
const boundary = /(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu;
const cutsMax = 4;

/** "iphone15" → "iphone 15", where a product has both; null where none does. */
export async function splitAtDigits(db: Db, language: Language, surface: string): Promise<string | null> {
  const cuts = Array.from(surface.matchAll(boundary), ({ index }) => index).slice(0, cutsMax);
  const apart = cuts.map((at) => `${surface.slice(0, at)} ${surface.slice(at)}`);
  const areThere = await areAnswered(
    db,
    language,
    apart.map((text) => writeWords(planQuery(language, text), "anchored")),
  );
  return apart.find((_, index) => areThere[index]) ?? null;
}
