import { foldWord, isJapanese } from "./fold-word";
import { readRomaji } from "./romaji";

const typedPattern = /^(.*?)([a-z]+)$/;
/** What opens a syllable: b, ky, sh, a doubled kk. */
const openPattern = /[b-df-hj-np-tv-z]{1,3}$/;
/** One letter alone begins too many words of either script. */
const lettersMin = 2;

/**
 * Beginnings that an input method makes of letters it has not turned into kana yet, folded: タb becomes タバ, タビ, タブ, タベ or
 * タボ, and kuts begins クツ. Empty where the letters are no Japanese.
 */
export function typedKana(prefix: string): string[] {
  const [, before = "", letters = ""] = typedPattern.exec(prefix) ?? [];
  const isBehindKana = isJapanese(before.at(-1) ?? "");
  if (letters === "" || (!isBehindKana && (before !== "" || letters.length < lettersMin))) return [];
  const open = openPattern.exec(letters)?.[0] ?? "";
  const endings =
    open === "" ? [""] : [...(open === "n" ? ["n"] : []), ...Array.from("aiueo", (vowel) => open + vowel)];
  const closed = letters.slice(0, letters.length - open.length);
  return endings.flatMap((ending) => {
    const kana = readRomaji(closed + ending);
    return kana === null ? [] : [before + foldWord(kana)];
  });
}
