import { toKatakana } from "./fold-word";

/** Consonants in Latin letters → their five syllables; what begins with another is none of Japanese. */
const rows: Record<string, string> = {
  "": "あいうえお",
  k: "かきくけこ",
  s: "さしすせそ",
  t: "たちつてと",
  n: "なにぬねの",
  h: "はひふへほ",
  m: "まみむめも",
  y: "や ゆ よ",
  r: "らりるれろ",
  w: "わ   を",
  g: "がぎぐげご",
  z: "ざじずぜぞ",
  d: "だぢづでど",
  b: "ばびぶべぼ",
  p: "ぱぴぷぺぽ",
};
const vowels = "aiueo";

/** Each syllable of katakana → its sound; フ begins what others write with f. */
export const syllables: ReadonlyMap<string, { consonant: string; vowel: string }> = new Map([
  ...Object.entries(rows).flatMap(([consonant, row]) =>
    Array.from(toKatakana(row), (kana, at) => [kana, { consonant, vowel: vowels[at] ?? "" }] as const).filter(
      ([kana]) => kana !== " ",
    ),
  ),
  ["フ", { consonant: "f", vowel: "u" }],
  ["ヂ", { consonant: "z", vowel: "i" }],
  ["ン", { consonant: "n", vowel: "" }],
]);

const small: Record<string, string> = { a: "ゃ", u: "ゅ", o: "ょ" };
/** What Hepburn writes otherwise. */
const hepburn: [RegExp, string][] = [
  [/shi/g, "si"],
  [/chi/g, "ti"],
  [/tsu/g, "tu"],
  [/fu/g, "hu"],
  [/ji/g, "zi"],
  [/sh(?=[auo])/g, "sy"],
  [/ch(?=[auo])/g, "ty"],
  [/j(?=[auo])/g, "zy"],
  [/tch/g, "tt"],
  [/m(?=[bmp])/g, "n"],
  [/nn(?![aiueoy])/g, "n"],
];
const syllable = /([kstnhmyrwgzdbp]?)(y?)([aiueo])|n(?![aiueoy])|([kstpgdbz])(?=\4)/y;

/** A word typed without an input method, in hiragana: sushi → すし, kokuyo → こくよ. Null where it is no Japanese. */
export function readRomaji(word: string): string | null {
  const plain = hepburn.reduce((text, [written, meant]) => text.replace(written, meant), word);
  let kana = "";
  for (syllable.lastIndex = 0; syllable.lastIndex < plain.length; ) {
    const found = syllable.exec(plain);
    const next = found && writeSyllable(found[0], found[1] ?? "", found[2] ?? "", found[3]);
    if (!next) return null;
    kana += next;
  }
  return kana;
}

function writeSyllable(written: string, consonant: string, glide: string, vowel: string | undefined): string | null {
  if (vowel === undefined) return written.startsWith("n") ? "ん" : "っ";
  const row = rows[consonant] ?? "";
  if (glide && consonant) return small[vowel] ? `${row[1]}${small[vowel]}` : null;
  return rows[glide || consonant]?.[vowels.indexOf(vowel)]?.trim() || null;
}
