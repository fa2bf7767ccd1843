import type { Language } from "@/lib/i18n/markets";
import { plainText } from "./fold-word";
import { isUnit, unitWords } from "./units";
import { writeInches } from "./write-inches";
import { writeKanjiNumbers } from "./write-kanji-numbers";

/** 90 x 60, 90×60: lengths beside each other. */
const crossPattern = /(\d) ?[x×] ?(?=\d)/gi;
/** The end of them, where a unit stands behind it: 4x40mm. */
const sizeEnd = /(\dx\d+(?:[.,]\d+)?)(?=\p{Script=Latin}{1,2}(?![\p{L}\p{N}]))/gu;

/**
 * German writes 1,500 kg for a kilogram and a half. What comes in thousands, as 20,000 mAh and 1,500 W, is also written by who
 * groups them as English does.
 */
const germanDecimal =
  /(?<![\d.,])(\d{1,6}),(\d{0,6}?)0*(?= ?(?:kg|kilo|kilogramm|l|ltr|liter|m|meter|t)(?![\p{L}\p{N}]))/giu;

/** German groups thousands by dots: 10.000 Stück. */
const germanThousands = /(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d-]|[.,]\d)/g;
/** 0,5 mm, in whichever language: no thousand has two digits. Not of 36,37,38. */
const decimalComma = /(?<![\d.,])(\d{1,5}),(\d{1,2})(?!\d|[.,]\d)/g;
/** 1.0 l and 2.50 m. A USB 3.0 hub has no measure, and is asked for without the word behind its number as well. */
const idleZeros = new RegExp(
  `(?<![\\d.])(\\d+)(?:\\.0+|(\\.\\d*[1-9])0+)(?= ?(?:[glmtvw]|${unitWords})(?![\\p{L}\\p{N}]))`,
  "giu",
);

/** 5.0 x 80 is 5x80. */
const idleZerosOfSize = /(?<![\d.])(\d+)(?:\.0+|(\.\d*[1-9])0+)(?=x\d)|(?<=\dx)(\d+)(?:\.0+|(\.\d*[1-9])0+)(?![\d.])/gi;

/**
 * Measures as titles and queries are both read: `4 × 40mm` → `4x40 mm`, `65" TV` → `65 inch TV`, `0,50 mm` → `0.5 mm`, in German
 * `1,500 kg` → `1.5 kg` and `10.000` → `10000`, in Japanese 四人用 → 4人用.
 */
export function writeMeasures(language: Language, text: string): string {
  const sized = writeInches(language, text).replace(crossPattern, "$1x").replace(sizeEnd, "$1 ");
  return readNumbers(language, sized)
    .replace(decimalComma, "$1.$2")
    .replace(idleZeros, "$1$2")
    .replace(idleZerosOfSize, "$1$2$3$4");
}

function readNumbers(language: Language, text: string): string {
  if (language === "ja") return writeKanjiNumbers(plainText(text));
  if (language !== "de") return text;
  return text
    .replace(germanThousands, (number) => number.replaceAll(".", ""))
    .replace(germanDecimal, (_, whole: string, part: string) => (part ? `${whole}.${part}` : whole));
}

const sizePattern = /^\p{Script=Latin}{0,2}\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)+$/u;

const decimalPattern = /^\d+\.\d+$/;

/** A version is asked for by its first number too, Bluetooth 5.3 as Bluetooth 5; of a measure that would be another one. */
export const wholeOfVersion = (surface: string, next: string | undefined): string[] =>
  decimalPattern.test(surface) && !isUnit(next ?? "") ? [surface.slice(0, surface.indexOf("."))] : [];

const versionedPattern = /^(\p{Script=Latin}{2,})((\d+)\.\d+)$/u;

/** What a name in one with its version is asked for by besides: USB3.0 by USB, 3.0 and USB3. None of any other word. */
export function partsOfVersioned(surface: string): string[] {
  const [, name = "", version = "", whole = ""] = versionedPattern.exec(surface) ?? [];
  return name === "" ? [] : [name, version, whole, `${name}${whole}`];
}

/** What a size is asked for by besides: 120x80x75 by 120x80, 80x75 and each length. None of any other word. */
export function partsOfSize(surface: string): string[] {
  if (!surface.includes("x") || !sizePattern.test(surface)) return [];
  const lengths = surface.split("x");
  const pairs = lengths.slice(1).map((length, at) => `${lengths[at]}x${length}`);
  return [...new Set([...pairs, ...lengths])].filter((part) => part !== surface);
}
