import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { findNear } from "./find-near";
import { findWholes } from "./find-wholes";
import { toKatakana } from "./fold-word";
import { readWords } from "./read-vocabulary";
import { readRomaji } from "./romaji";
import { spellOut } from "./spell-out";
import { splitAtDigits } from "./split-at-digits";
import { splitInTwo } from "./split-in-two";
import { isCollective, isKnownName } from "./synonyms";

/** What may have been meant, in words of the vocabulary, the likeliest first: what is near a word (`meantWords`), else what it is divided into (`divideWord`). */
export async function mendWords(db: Db, language: Language, surface: string): Promise<string[]> {
  const meant = await meantWords(db, language, surface);
  if (meant.length > 0 || isKnownName(language, surface)) return meant;
  return divideWord(db, language, surface);
}

/**
 * The same, but for what a word is divided into: read as kana, parted at its digits, the nearest words, or what it is short for. What
 * the language has as a name means no other word, though nothing here is called so: a couch is no cough.
 */
export async function meantWords(db: Db, language: Language, surface: string): Promise<string[]> {
  const kana = language === "ja" ? await findKana(db, surface) : null;
  if (kana !== null) return [kana];
  if (isKnownName(language, surface)) return [];
  const apart = await splitAtDigits(db, language, surface);
  if (apart !== null) return [apart];
  const [near, spelled] = await Promise.all([
    findNear(db, language, surface),
    language === "ja" ? spellOut(db, surface) : null,
  ]);
  return [...near, ...(spelled === null ? [] : [spelled])];
}

/**
 * What a word that is none of the shop's is made of, or what is made of it, in words of the vocabulary: a hundebürste is a bürste for a
 * hund, and who asks for a pipette may be sold a micropipette.
 */
export async function divideWord(db: Db, language: Language, surface: string): Promise<string[]> {
  const [halves, wholes] = await Promise.all([
    isKnownName(language, surface) && !isCollective(language, surface) ? null : splitInTwo(db, language, surface),
    findWholes(db, language, surface),
  ]);
  return [...(halves === null ? [] : [halves]), ...wholes];
}

const romajiPattern = /^[a-z]{4,}$/;

/** What was typed without an input method: kokuyo is コクヨ. */
async function findKana(db: Db, surface: string): Promise<string | null> {
  const kana = romajiPattern.test(surface) ? readRomaji(surface) : null;
  if (kana === null) return null;
  const found = await readWords(db, "ja", [kana, toKatakana(kana)]);
  return found.toSorted((a, b) => b.frequency - a.frequency)[0]?.word ?? null;
}
