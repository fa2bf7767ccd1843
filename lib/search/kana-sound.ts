import { editDistance } from "./edit-distance";
import { isKatakana } from "./katakana";
import { syllables } from "./romaji";

const large: Record<string, string> = {
  ...{ ァ: "ア", ィ: "イ", ゥ: "ウ", ェ: "エ", ォ: "オ", ャ: "ヤ", ュ: "ユ", ョ: "ヨ", ヮ: "ワ" },
  ...{ ヂ: "ジ", ヅ: "ズ", ヲ: "オ", ー: "", ッ: "" },
};

/** A word of katakana without what is mistyped most: long marks, small ッ, and whether a vowel is small: フイッシング, クラボックス. */
const soundOfKana = (kana: string): string =>
  kana.replace(/[ァィゥェォャュョヮヂヅヲーッ]/g, (each) => large[each] ?? each);

/** As it is typed: a flick or a key beside leaves the consonant or the vowel as it was. */
const typedOf = (kana: string): string =>
  Array.from(kana, (each) => {
    const { consonant = "", vowel = "" } = syllables.get(each) ?? {};
    return consonant + vowel || each;
  }).join("");

/** Whether a word of katakana is the other with one letter of the same consonant or vowel in the place of another: ドライアー, ドライヤー. */
export function isKanaNeighbour(typed: string, other: string): boolean {
  if (typed.length !== other.length || !isKatakana(typed) || !isKatakana(other)) return false;
  const at = Array.from(typed).findIndex((each, place) => each !== other[place]);
  if (at < 0 || typed.slice(at + 1) !== other.slice(at + 1)) return false;
  const [one, another] = [syllables.get(typed.charAt(at)), syllables.get(other.charAt(at))];
  return one !== undefined && (one.vowel === another?.vowel || one.consonant === another?.consonant);
}

/** Three letters of katakana are two or three syllables, and a letter of another sound makes another word. */
const slipLength = 3;

/** Whether a word of katakana may be a slip for the other, though it is too short for any letter to be another. */
export function isKanaSlip(typed: string, other: string): boolean {
  if (!isKatakana(typed) || !isKatakana(other)) return false;
  if (soundOfKana(typed) === soundOfKana(other)) return true;
  if (typed.length !== slipLength || other.length < slipLength || typed[0] !== other[0]) return false;
  return editDistance(typedOf(typed), typedOf(other), 1) <= 1;
}
