import { foldWord } from "./fold-word";
import { isKatakana } from "./katakana";
import { syllables } from "./romaji";

/**
 * A maker's name stands in Latin letters in one shop and in katakana in the next: GODIVA and ゴディバ sound alike. That is told by
 * their consonants, by the vowels that both write behind each of them, since katakana puts one behind every consonant (YONEX,
 * ヨネックス), and by how they begin.
 */

const latinPattern = /^[a-z]{4,}$/;
/** Fewer consonants tell nothing. */
const consonantsMin = 3;
const vowels = "aeiou";

interface Heard {
  spoken: string;
  consonants: string;
}

/** Tells of other words, folded, whether they may be this name in the other script; this word is heard once for them all. */
export function soundAlike(folded: string): (other: string) => boolean {
  if (isKatakana(folded)) {
    const name = hearKana(folded);
    const isName = name.consonants.length >= consonantsMin;
    return (other) => isName && latinPattern.test(other) && heardIn(other).some((way) => areAlike(hear(way), name));
  }
  if (!latinPattern.test(folded)) return () => false;
  const ways = heardIn(folded)
    .map(hear)
    .filter(({ consonants }) => consonants.length >= consonantsMin);
  return (other) => {
    if (ways.length === 0 || !isKatakana(other)) return false;
    const name = hearKana(other);
    return ways.some((way) => areAlike(way, name));
  };
}

function areAlike(latin: Heard, kana: Heard): boolean {
  if (latin.consonants !== kana.consonants) return false;
  const heard = vowelsOf(kana);
  return vowelsOf(latin).every((written, at) => isHeardAs(written, heard[at] ?? "", at === 0));
}

/** Before the first consonant, and behind each. */
const vowelsOf = ({ spoken }: Heard): string[] => spoken.split(/[^aeiou]/);

/** Behind a consonant Latin letters may have no vowel, and katakana writes a faint one with u, or none before ン. */
function isHeardAs(written: string, heard: string, isFirst: boolean): boolean {
  if (isFirst && (written === "") !== (heard === "")) return false;
  return (
    written === "" ||
    (!isFirst && (heard === "" || heard === "u")) ||
    Array.from(written).some((vowel) => heard.includes(vowel) || heard.includes(alsoHeardAs[vowel] ?? vowel))
  );
}

/** What the same name begins with in the other script: ゴ for godiva, go for ゴディバ. Empty where a word can be no such name. */
export function otherBeginnings(surface: string): string[] {
  const folded = foldWord(surface);
  if (latinPattern.test(folded)) return kanaBeginnings(folded);
  return isKatakana(folded) && hearKana(folded).consonants.length >= consonantsMin ? latinBeginnings(folded) : [];
}

/** Glides and the h that many languages don't speak tell little, and a doubled consonant is heard once. */
function hear(written: string): Heard {
  const spoken = written
    .replace(/[hw]/g, "")
    .replace(/y/g, "i")
    .replace(/([^aeiou])\1+/g, "$1");
  return { spoken, consonants: spoken.replace(/[aeiou]/g, "") };
}

/** ゴディバ → godiba. */
const hearKana = (kana: string): Heard =>
  hear(
    Array.from(kana).reduce((spoken, character) => {
      const small = smallVowels[character];
      if (small) return spoken.replace(/[aeiou]$/, "") + small;
      const { consonant = "", vowel = "" } = syllables.get(character) ?? {};
      return spoken + (consonant === "y" ? "" : consonant) + vowel;
    }, ""),
  );

/** They take the place of the vowel before: ディ, ジャ. */
const smallVowels: Record<string, string> = { ァ: "a", ィ: "i", ェ: "e", ォ: "o", ャ: "a", ュ: "u", ョ: "o" };

/** Latin letters → how they are heard in Japan; an e at the end not at all. */
const sounds: Record<string, string> = {
  ph: "f",
  sch: "s",
  sh: "s",
  th: "s",
  tch: "t",
  ch: "t",
  ts: "t",
  tz: "t",
  ck: "k",
  q: "k",
  c: "k",
  x: "ks",
  l: "r",
  v: "b",
  j: "z",
  e: "",
};
const soundPattern = /ph|sch|sh|th|tch|ch|^ts|tz|ck|[cqxlvj]|(?<=[^aeiou])e$/g;
const softPattern = /c(?=[eiy])/g;

/** What may be heard so or not: the g of GENTOS, the er of タイガー, the r of ガーミン. */
const otherSounds: [RegExp, string][] = [
  [/g(?=[eiy])/g, "z"],
  [/[eiu]r(?![aeiouy])/g, "a"],
  [/r(?![aeiouy])/g, ""],
];

function heardIn(latin: string): string[] {
  const plain = latin.replace(softPattern, "s").replace(soundPattern, (written) => sounds[written] ?? written);
  const ways = otherSounds.reduce(
    (sofar, [written, heard]) => sofar.concat(sofar.map((way) => way.replace(written, heard))),
    [plain],
  );
  return [...new Set(ways)];
}

/** A vowel → what else it is heard as: ケイト, スチーム, アンダーアーマー. */
const alsoHeardAs: Record<string, string> = { a: "e", e: "i", u: "a" };

/** A long i begins with a: ナイキ. */
const beginsWith = (vowel: string): string => vowel + (vowel === "i" ? "a" : (alsoHeardAs[vowel] ?? ""));

function kanaBeginnings(latin: string): string[] {
  const begun = heardIn(latin).map(([first = "", second = ""]) => {
    if (vowels.includes(first)) return { consonant: "", after: beginsWith(first) };
    // A cluster begins with ス or ト, and ジャ and ファ with ジ and フ.
    return { consonant: first, after: vowels.includes(second) ? `${beginsWith(second)}iu` : "uo" };
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
