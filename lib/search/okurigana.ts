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

/** 折り畳み → 折畳. Of any word or run of Japanese, in either script of kana. */
export const withoutOkurigana = (text: string): string => text.replace(withinPattern, "").replace(endPattern, "");

/** Where withoutOkurigana leaves out characters between kanji, by UTF-16 unit. */
export const okuriganaPlaces = (text: string): ReadonlySet<number> =>
  new Set(
    Array.from(text.matchAll(withinPattern)).flatMap(({ 0: left, index }) => Array.from(left, (_, at) => index + at)),
  );
