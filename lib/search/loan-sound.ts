import { foldWord } from "./fold-word";
import { isKatakana } from "./katakana";
import { syllables } from "./romaji";

/**
 * A maker's name stands in Latin letters in one shop and in katakana in the next: GODIVA and ゴディバ sound alike. That is told by
 * their consonants, since katakana puts a vowel behind each (YONEX, ヨネックス), and by how they begin.
 */

const latinPattern = /^[a-z]{4,}$/;
/** Fewer consonants tell nothing. */
const consonantsMin = 3;
const vowels = "aeiou";

/** Whether one of these words, folded, is in Latin letters, the other in katakana, and both may be one name. */
export function soundAlike(one: string, other: string): boolean {
  const [latin, kana] = isKatakana(one) ? [other, one] : [one, other];
  if (!latinPattern.test(latin) || !isKatakana(kana)) return false;
  const sound = soundOfKana(kana);
  return sound.length >= consonantsMin && heardIn(latin).map(consonantsOf).includes(sound);
}

/** What the same name begins with in the other script: ゴ for godiva, go for ゴディバ. Empty where a word can be no such name. */
export function otherBeginnings(surface: string): string[] {
  const folded = foldWord(surface);
  if (latinPattern.test(folded)) return kanaBeginnings(folded);
  return isKatakana(folded) && soundOfKana(folded).length >= consonantsMin ? latinBeginnings(folded) : [];
}

/** ゴディバ → gdb. */
const soundOfKana = (kana: string): string =>
  consonantsOf(Array.from(kana, (character) => syllables.get(character)?.consonant ?? "").join(""));

/** Vowels, glides and the h that many languages don't speak tell little, and a doubled consonant is heard once. */
const consonantsOf = (heard: string): string => heard.replace(/[aeiouhyw]/g, "").replace(/(.)\1+/g, "$1");

/** Latin letters → how they are heard in Japan. */
const sounds: [RegExp, string][] = [
  [/ph/g, "f"],
  [/sch|sh|th/g, "s"],
  [/tch|ch|^ts|tz/g, "t"],
  [/ck|c(?![eiy])|q/g, "k"],
  [/c/g, "s"],
  [/x/g, "ks"],
  [/l/g, "r"],
  [/v/g, "b"],
  [/j/g, "z"],
];
/** What may be heard so or not: the g of GENTOS, the r of ガーミン. */
const otherSounds: [RegExp, string][] = [
  [/g(?=[eiy])/g, "z"],
  [/r(?![aeiouy])/g, ""],
];

const heardIn = (latin: string): string[] =>
  otherSounds.reduce<string[]>(
    (ways, [written, heard]) => ways.flatMap((way) => [way, way.replace(written, heard)]),
    [sounds.reduce((word, [written, heard]) => word.replace(written, heard), latin)],
  );

/** A vowel → what else it is heard as: ナイキ, ケイト, アンダーアーマー. */
const heardAs: Record<string, string> = { a: "ae", e: "ei", i: "ia", o: "o", u: "ua" };

function kanaBeginnings(latin: string): string[] {
  const begun = heardIn(latin).map(([first = "", second = ""]) => {
    if (vowels.includes(first)) return { consonant: "", after: heardAs[first] ?? "" };
    // A cluster begins with ス or ト, and ジャ and ファ with ジ and フ.
    return { consonant: first, after: vowels.includes(second) ? `${heardAs[second]}iu` : "uo" };
  });
  if (/^w[eio]/.test(latin)) return ["ウ"];
  return Array.from(syllables).flatMap(([kana, { consonant, vowel }]) =>
    begun.some((way) => way.consonant === consonant && way.after.includes(vowel)) ? [kana] : [],
  );
}

const spelledBy: Record<string, string> = { k: "kcq", s: "sct", z: "zjg", t: "tc", b: "bv", r: "rl", f: "fp" };

function latinBeginnings(kana: string): string[] {
  const { consonant, vowel } = syllables.get(kana.slice(0, 1)) ?? { consonant: "", vowel: "" };
  const isGlide = /^[ァィェォャュョ]/.test(kana.slice(1));
  if (consonant === "") return [isGlide ? "w" : vowel];
  const isOpen = isGlide || vowel === "u" || vowel === "o";
  return Array.from(spelledBy[consonant] ?? consonant, (letter) => (isOpen ? letter : letter + vowel));
}
