import type { Language } from "@/lib/i18n/markets";
import { plainText } from "./fold-word";
import { writeInches } from "./write-inches";
import { writeKanjiNumbers } from "./write-kanji-numbers";

/** 90 x 60, 90×60: lengths beside each other. */
const crossPattern = /(\d) ?[x×] ?(?=\d)/gi;
/** The end of them, where a unit stands behind it: 4x40mm. */
const sizeEnd = /(\dx\d+)(?=\p{Script=Latin}{1,2}(?![\p{L}\p{N}]))/gu;

/**
 * German writes 1,500 kg for a kilogram and a half. What comes in thousands, as 20,000 mAh and 1,500 W, is also written by who
 * groups them as English does.
 */
const germanDecimal =
  /(?<![\d.,])(\d{1,6}),(\d{0,6}?)0*(?= ?(?:kg|kilo|kilogramm|l|ltr|liter|m|meter|t)(?![\p{L}\p{N}]))/giu;

/** Measures as titles and queries are both read: `4 × 40mm` → `4x40 mm`, `65" TV` → `65 inch TV`, in German `1,500 kg` → `1.5 kg`, in Japanese 四人用 → 4人用. */
export function writeMeasures(language: Language, text: string): string {
  const sized = writeInches(language, text).replace(crossPattern, "$1x").replace(sizeEnd, "$1 ");
  if (language === "ja") return writeKanjiNumbers(plainText(sized));
  if (language !== "de") return sized;
  return sized.replace(germanDecimal, (_, whole: string, part: string) => (part ? `${whole}.${part}` : whole));
}

const sizePattern = /^\p{Script=Latin}{0,2}\d+(?:x\d+)+$/u;

/** What a size is asked for by besides: 120x80x75 by 120x80, 80x75 and each length. None of any other word. */
export function partsOfSize(surface: string): string[] {
  if (!surface.includes("x") || !sizePattern.test(surface)) return [];
  const lengths = surface.split("x");
  const pairs = lengths.slice(1).map((length, at) => `${lengths[at]}x${length}`);
  return [...new Set([...pairs, ...lengths])].filter((part) => part !== surface);
}
