const digits = "一二三四五六七八九";
const counters =
  "畳|帖|級|年生|人用|人掛|人がけ|合炊|段変速|段階|灯|インチ|センチ|歳|才|[かヵヶカケ]月|号|巻|点|枚|本|個|袋|箱|足|升|寸|尺|玉|連|色";
const numberPattern = new RegExp(`(?<!\\p{Script=Han})([${digits}]?)(十?)([${digits}]?)(?=(?:${counters}))`, "gu");

/** Numbers as titles and queries are both read: 四人用 → 4人用, 十二畳 → 12畳. Before what is counted only: 七五三 stays. */
export const writeKanjiNumbers = (text: string): string =>
  text
    .replace(numberPattern, (whole, tens: string, ten: string, ones: string) =>
      whole === "" || (ten === "" && tens !== "" && ones !== "") ? whole : String(numberOf(tens, ten, ones)),
    )
    .replace(agePattern, "歳")
    .replace(monthPattern, "ヶ月")
    .replace(matPattern, "畳");

/** 5才 is 5歳, 3カ月 is 3ヶ月, 6帖 is 6畳. */
const agePattern = /(?<=\d ?)才/gu;
const monthPattern = /(?<=\d ?)[かヵヶカケ]月/gu;
const matPattern = /(?<=\d ?)帖/gu;

function numberOf(tens: string, ten: string, ones: string): number {
  const read = (digit: string) => digits.indexOf(digit) + 1;
  return ten ? (tens ? read(tens) : 1) * 10 + read(ones) : read(tens || ones);
}
