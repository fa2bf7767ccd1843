import { wordsOf } from "./words/words-of";

/** What is left of a query, and between which amounts a price has to be, as plain digits. */
export interface PricePhrase {
  text: string;
  least?: string;
  most?: string;
}

const digits = "一二三四五六七八九";
const magnitudes: Record<string, number> = { 千: 1_000, 万: 10_000 };
const number = String.raw`(\d+(?:\.\d+)?|[${digits}])`;
const to = " ?(?:から|[~〜-]) ?";
/** 1万5千円, 3千円, 1.5万円, 五千円; the 5千 of 5千〜1万円 too. */
const spelledPattern = new RegExp(
  String.raw`${number}(万|千)(?:([\d${digits}])千)?(?=円|${to}[\d.,${digits}万千]+円)`,
  "gu",
);
/** The 3 of 3〜5千円. */
const sharedPattern = new RegExp(String.raw`(?<![\d.,])${number}(?=${to}${number}(万|千)[\d${digits}千]*円)`, "gu");

const after = wordsOf("ja").priceLimits.after.join("|");
const amount = String.raw`(\d[\d,]*)`;
const ending = "(?:の|で?、)?";
const patterns: [RegExp, (one: string, other?: string) => Omit<PricePhrase, "text">][] = [
  [
    new RegExp(`${amount} ?円?${to}${amount} ?円(?:まで|以内|以下)?${ending}`, "u"),
    (least, most) => ({ least, ...(most ? { most } : {}) }),
  ],
  [new RegExp(`${amount} ?円台${ending}`, "u"), (least) => ({ least, most: endOfDecade(least) })],
  [new RegExp(`${amount} ?円(?:以上|から|~|〜)${ending}`, "u"), (least) => ({ least })],
  [new RegExp(`(?:予算 ?)?${amount} ?円 ?(?:${after})${ending}`, "u"), (most) => ({ most })],
  [new RegExp(`[¥] ?${amount} ?(?:${after})${ending}`, "u"), (most) => ({ most })],
  [new RegExp(`予算(?:は|:)? ?${amount} ?円${ending}`, "u"), (most) => ({ most })],
];

/** 5000円以下, 1万円以上5万円以下, 3千円から5千円, 2000円台, 予算3000円; in any width. Null where no price is said. */
export function readYenPhrase(typed: string): PricePhrase | null {
  const text = typed.normalize("NFKC").replace(sharedPattern, shareMagnitude).replace(spelledPattern, writeOut);
  for (const [pattern, limitsOf] of patterns) {
    const found = pattern.exec(text);
    if (!found?.[1]) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
      .replace(/\s+/g, " ")
      .trim();
    return { text: rest, ...readYenPhrase(rest), ...limitsOf(found[1], found[2]) };
  }
  return null;
}

/** Not so in 500〜1万円. */
const shareMagnitude = (_: string, least: string, most: string, magnitude: string): string =>
  numberOf(least) < numberOf(most) ? least + magnitude : least;

function writeOut(_: string, many: string, magnitude: string, thousands = "0"): string {
  const whole = numberOf(many) * (magnitudes[magnitude] ?? 1) + numberOf(thousands) * 1_000;
  return String(Math.round(whole));
}

const numberOf = (written: string): number =>
  digits.includes(written) ? digits.indexOf(written) + 1 : Number(written) || 0;

/** 2000円台 ends at 2999, 1万円台 at 19999. */
function endOfDecade(amount: string): string {
  const plain = amount.replaceAll(",", "");
  const zeros = /0*$/.exec(plain)?.[0].length ?? 0;
  return String(Number(plain) + 10 ** zeros - 1);
}
