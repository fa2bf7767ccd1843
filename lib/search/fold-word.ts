import type { Language } from "@/lib/i18n/markets";

const japanesePattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export const isJapanese = (word: string): boolean => japanesePattern.test(word);

const letters: Record<string, string> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** ヴァイオリン is a バイオリン. */
const voiced: Record<string, string> = { ァ: "バ", ィ: "ビ", ェ: "ベ", ォ: "ボ" };

/** Most words of Latin script, of katakana and of kanji, which have nothing to fold. */
const plainPattern = /^(?:[a-z0-9]*|[ァ-ンー一-鿿]+)$/;

/** Accents off, ligatures apart, hiragana as katakana. Voicing marks of kana stay: they make another word. */
export function foldWord(surface: string): string {
  if (plainPattern.test(surface)) return surface;
  const plain = surface
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => letters[letter] ?? letter);
  return toKatakana(plain)
    .replace(/ヴ([ァィェォ]?)/g, (_, small: string) => voiced[small] ?? "ブ")
    .replace(/[^\p{L}\p{N}ー]+/gu, "");
}

/** Full width, ligatures and the like as plain characters. ™ and ℠ are no letters of the word they stand behind. */
export const plainText = (text: string): string => text.replace(/[™℠]/g, " ").normalize("NFKC");

export const toKatakana = (text: string): string =>
  text.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

const umlauts: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };

/** `küche` → `kueche`, as keyboards without umlauts write it. */
export const spellUmlauts = (surface: string): string =>
  surface.normalize("NFC").replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter);

const spelledPattern = /([ao])e|(?<![aeiouq])(u)e/g;

/** The reverse, for who has such a keyboard: `kueche` → `küche`. Not so in Feuer, Quelle and neue. */
export const readUmlauts = (surface: string): string =>
  surface.replace(spelledPattern, (pair) => `${pair.slice(0, 1)}\u0308`.normalize("NFC"));

/**
 * A light stem: enough that a plural finds its singular, too little to make two words one. English drops the plural
 * (the S-stemmer), German the endings of number and case, Japanese the long mark that loanwords end with or without.
 */
export function stemWord(language: Language, folded: string): string {
  if (isJapanese(folded)) return folded.length >= 3 ? folded.replace(/ー$/, "") : folded;
  if (/\d/.test(folded)) return folded;
  return language === "de" ? stemGerman(folded) : stemEnglish(folded);
}

/** Plurals that no rule makes, among things a shop sells. */
const irregular = new Map(
  Object.entries({
    lenses: "lens",
    men: "man",
    women: "woman",
    children: "child",
    mice: "mouse",
    knives: "knife",
    shelves: "shelf",
    scarves: "scarf",
    leaves: "leaf",
    loaves: "loaf",
    feet: "foot",
    teeth: "tooth",
  }),
);

function stemEnglish(word: string): string {
  if (word.length < 3) return word;
  if (/(?:ss|x|[cs]h)es$/.test(word)) return word.slice(0, -2);
  const singular = /[^us]s$/.test(word) && word !== "lens" ? word.slice(0, -1) : word;
  const known = irregular.get(word) ?? irregular.get(singular);
  if (known) return known;
  // battery, batteries → batteri; cookie, cookies → cooki
  return singular.length > 3 ? singular.replace(/ie$|(?<![aeiou])y$/, "i") : singular;
}

function stemGerman(spelled: string): string {
  // A keyboard without umlauts writes Hämmer with ae; folded, they are hammer.
  const word = spelled.replace(spelledPattern, "$1$2");
  // A Schale is no Schal.
  if (/schalen?$/.test(word)) return word.replace(/n$/, "");
  if (word.length >= 7 && /er[ns]$/.test(word)) return word.slice(0, -3);
  if (word.length >= 5 && word.endsWith("en")) return word.slice(0, -2);
  // A Klavier keeps its end as Klaviere do.
  if (word.length >= 6 && /(?:(?<!i)er|em|es)$/.test(word)) return word.slice(0, -2);
  if (word.length >= 4 && word.endsWith("e")) return word.slice(0, -1);
  // So does a Mikrofon; Leitern lose their n.
  if (word.length >= 5 && /[^s]s$|[lr]n$/.test(word)) return word.slice(0, -1);
  return word;
}

/** Neighbouring characters of a folded run: アウトドア → アウ ウト トド ドア. */
export function characterPairs(folded: string): string[] {
  const characters = Array.from(folded);
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Its single characters that are words by themselves: 傘, 鍋, 靴. */
export const ideographs = (folded: string): string[] => folded.match(/\p{Script=Han}/gu) ?? [];
