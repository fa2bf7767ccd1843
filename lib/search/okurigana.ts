/**
 * Kana behind a kanji that says how it is read, which one shop writes and the next leaves out: 焚き火台 and 焚火台, 取り付け, 取付け
 * and 取付. Only those that are no particles, and at the end only behind two kanji, which are a word without them.
 */
const kana = "[いえきけぎげしじせちてねびべみめりれイエキケギゲシジセチテネビベミメリレ]";
const several = "わせ|わり|とし|らし|ワセ|ワリ|トシ|ラシ";
const okurigana = `(?:${several}|${kana})`;
const han = "\\p{Script=Han}";
/** Food is no 食物, nor are cut flowers 生花. */
const kept = "(?<![食生][べけベケ])";

const withinPattern = new RegExp(`(?<=${han})${okurigana}${kept}(?=${han})`, "gu");
const endPattern = new RegExp(`(?<=${han}{2})${okurigana}$`, "u");
const hanPattern = new RegExp(`^${han}$`, "u");

/** 折り畳み → 折畳. Of any word or run of Japanese, in either script of kana. */
export const withoutOkurigana = (text: string): string => text.replace(withinPattern, "").replace(endPattern, "");

/** What finds a word without okurigana where it is written with them. */
export const okuriganaPattern = (word: string): RegExp =>
  new RegExp(
    Array.from(word)
      .map(
        (character) =>
          character.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") +
          (hanPattern.test(character) ? `(?:${okurigana}(?=${han}))?` : ""),
      )
      .join(""),
    "gu",
  );
