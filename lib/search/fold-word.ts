import type { Language } from "@/lib/i18n/markets";
import { withoutOkurigana } from "./okurigana";
import { writeKanji } from "./old-kanji";
import { stemEnglish } from "./stem-english";
import { spelledPattern, stemGerman } from "./stem-german";

const japanesePattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

export const isJapanese = (word: string): boolean => japanesePattern.test(word);

const hiraganaPattern = /^[\p{Script=Hiragana}ー]+$/u;

/** Whether a text is nothing but hiragana, and the mark that draws a vowel out. */
export const isHiragana = (text: string): boolean => hiraganaPattern.test(text);

const letters: Record<string, string> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** ヴァイオリン is a バイオリン. */
const voiced: Record<string, string> = { ァ: "バ", ィ: "ビ", ェ: "ベ", ォ: "ボ" };

/** Most words of Latin script and of katakana, which have nothing to fold. */
const plainPattern = /^(?:[a-z0-9]*|[ァ-ンー]+)$/;
const kanjiPattern = /^[ァ-ンー一-鿿]+$/;

/**
 * Accents off, ligatures apart, hiragana as katakana, kanji as they are written now, 2.5 as a number of its own. Voicing marks
 * of kana stay: they make another word.
 */
export function foldWord(surface: string): string {
  if (plainPattern.test(surface)) return surface;
  if (kanjiPattern.test(surface)) return writeKanji(surface);
  const plain = surface
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => letters[letter] ?? letter);
  return writeKanji(toKatakana(plain))
    .replace(/ヴ([ァィェォ]?)/g, (_, small: string) => voiced[small] ?? "ブ")
    .replace(/(?<=\d)\.(?=\d)/g, "d")
    .replace(/[^\p{L}\p{N}ー]+/gu, "");
}

/** Full width, ligatures and the like as plain characters. ™ and ℠ are no letters of the word they stand behind. */
export const plainText = (text: string): string => writeWaves(text.replace(/[™℠]/g, " ").normalize("NFKC"));

const anyKana = "[ぁ-ゖァ-ヺー]";
/** Behind a syllable or two: what is named from longer words is a range of them, シングル〜ダブル. */
const wavePattern = new RegExp(`[~～〜](?<=(?<!${anyKana})${anyKana}{1,2}.)(?=${anyKana})`, "gu");

/** A wave that draws out a vowel as the mark that does: ちゅ〜る is a ちゅーる. As long as the text. */
export const writeWaves = (text: string): string => text.replace(wavePattern, "ー");

export const toKatakana = (text: string): string =>
  text.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

export const toHiragana = (text: string): string =>
  text.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

const umlauts: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };

/** `küche` → `kueche`, as keyboards without umlauts write it. */
export const spellUmlauts = (surface: string): string =>
  surface.normalize("NFC").replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter);

/** The reverse, for who has such a keyboard: `kueche` → `küche`. */
export const readUmlauts = (surface: string): string =>
  surface.replace(spelledPattern, (pair) => `${pair.slice(0, 1)}\u0308`.normalize("NFC"));

/**
 * A light stem: enough that a plural finds its singular, too little to make two words one. English drops the plural
 * (the S-stemmer), German the endings of number and case, Japanese the long mark that loanwords end with or without, the ends of
 * verbs, and okurigana.
 */
export function stemWord(language: Language, folded: string): string {
  if (isJapanese(folded)) return withoutOkurigana(writeVerb(withoutLongMark(folded)));
  if (/\d/.test(folded)) return folded;
  return language === "de" ? stemGerman(folded) : stemEnglish(folded);
}

const verbEnds = new Map(
  Array.from("うくぐすぶむるウクグスブムル", (end, at) => [end, "いきぎしびみりイキギシビミリ".charAt(at)]),
);

/** A verb as nouns are made of it, 吐く → 吐き and 汚れる → 汚れ: who complains of the one finds what helps against the other. */
const writeVerb = (word: string): string =>
  word
    .replace(/(?<=\p{Script=Han}[えけげせてねべめれエケゲセテネベメレ])[るル]$/u, "")
    .replace(/(?<=\p{Script=Han})[うくぐすぶむるウクグスブムル]$/u, (end) => verbEnds.get(end) ?? end);

/** ブラザー is asked for as ブラザ too. Of a shorter word two syllables are left, which are others: カラー no から, カバー no カバ. */
export const withoutLongMark = (word: string): string => (word.length >= 4 ? word.replace(/ー$/, "") : word);

/** As above of a word as it is written: with its umlauts, which tell a Küche from a Kuchen. */
export const stemSurface = (language: Language, surface: string): string =>
  stemWord(language, foldWord(language === "de" ? spellUmlauts(surface) : surface));

/**
 * Neighbouring characters of a run, folded: 食べ放題 → 食ベ ベ放 放題. Two of hiragana stay so, and are no word of katakana: what is
 * たしかに has no カニ in it.
 */
export function characterPairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => {
    const pair = `${characters[index]}${character}`;
    return syllablesPattern.test(pair) ? pair : foldWord(pair);
  });
}

const syllablesPattern = /^[\u3041-\u3096]+$/;

/** Its single characters that are words by themselves: 傘, 鍋, 靴. */
export const ideographs = (folded: string): string[] => folded.match(/\p{Script=Han}/gu) ?? [];
