const digits = "一二三四五六七八九";
const counters =
  "畳|帖|級|年生|世代|人用|人掛|人がけ|人分|人前|合炊|合(?![わせ])|段(?!と)|灯|インチ|センチ|メートル|ミリ|グラム|キロ|リットル|ワット|ギガ|テラ|歳|才|[かヵヶカケ]月|号|巻|泊|つ(?=[折穴口])|点|枚|本|個|袋|箱|缶|杯|足|升|寸|尺|玉|連|色";
/** Of 第二 as well. */
const numberPattern = new RegExp(
  `(?=[${digits}十])(?<!(?!第)\\p{Script=Han})([${digits}]?)(十?)([${digits}]?)(?=(?:${counters}))`,
  "gu",
);

/** Numbers as titles and queries are both read: 四人用 → 4人用, 十二畳 → 12畳. Before what is counted only: 七五三 stays. */
export const writeKanjiNumbers = (text: string): string =>
  text
    .replace(numberPattern, (whole, tens: string, ten: string, ones: string) =>
      ten === "" && tens !== "" && ones !== "" ? whole : String(numberOf(tens, ten, ones)),
    )
    .replace(agePattern, "歳")
    .replace(monthPattern, "ヶ月")
    .replace(matPattern, "畳")
    .replace(alonePattern, "一人暮らし")
    .replace(twoPattern, "二人暮らし");

/** 5才 is 5歳, 3カ月 is 3ヶ月, 6帖 is 6畳. */
const agePattern = /(?<=\d ?)才/gu;
const monthPattern = /(?<=\d ?)[かヵヶカケ]月/gu;
const matPattern = /(?<=\d ?)帖/gu;
/** Who lives so is one word, no number: 1人暮らし, ひとり暮し and 独りぐらし. */
const alonePattern = /(?:(?<!\d)1 ?人|一人|独り|ひとり)(?:暮ら?し|ぐらし)/gu;
const twoPattern = /(?:(?<!\d)2 ?人|二人|ふたり)(?:暮ら?し|ぐらし)/gu;

function numberOf(tens: string, ten: string, ones: string): number {
  const read = (digit: string) => digits.indexOf(digit) + 1;
  return ten ? (tens ? read(tens) : 1) * 10 + read(ones) : read(tens || ones);
}
