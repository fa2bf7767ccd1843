import type { Language } from "@/lib/i18n/markets";
import { perLanguage } from "./per-language";
import { writeMeasures } from "./write-measures";

/** Units of each kind: how it is written, and how many of the least of them it is. */
const kinds: readonly (readonly [unit: string, names: string, size: number][])[] = [
  [
    ["mg", "mg|milligram(?:s|mes?)?|milligramm", 1],
    ["g", "g|gr|gram(?:s|mes?)?|gramm", 1_000],
    ["kg", "kg|kilos?|kilogram(?:s|mes?)?|kilogramm", 1_000_000],
  ],
  [
    ["ml", "ml|millilit(?:er|re)s?", 1],
    ["cl", "cl|centilit(?:er|re)s?|zentiliter", 10],
    ["l", "l|ltr|lit(?:er|re)s?", 1_000],
  ],
  [
    ["mm", "mm|millimet(?:er|re)s?", 1],
    ["cm", "cm|centimet(?:er|re)s?|zentimeter", 10],
    ["m", "m|met(?:er|re)s?", 1_000],
  ],
  [
    ["w", "w|watts?", 1],
    ["kw", "kw|kilowatts?", 1_000],
  ],
  [
    ["mah", "mah", 1],
    ["ah", "ah", 1_000],
  ],
  [
    ["gb", "gb|gigabytes?", 1],
    ["tb", "tb|terabytes?", 1_000],
  ],
  [
    ["inch", "inch|inches", 1],
    ["ft", "ft|feet|foot", 12],
  ],
  [
    ["oz", "oz|ounces?", 1],
    ["lb", "lbs?|pounds?", 16],
  ],
];

/** English alone has in for an inch, but not in what is so many things in one, a 12 in 1 remover, nor before an article: 3 in a row. */
const inEnglish = "in(?! ?(?:\\d|(?:an?|one|the)(?!\\p{L})))";

interface Unit {
  unit: string;
  size: number;
  pattern: RegExp;
}

const kindsIn = perLanguage((language): Unit[][] =>
  kinds.map((kind) =>
    kind.map(([unit, names, size]) => {
      const written = unit === "inch" && language === "en" ? `${names}|${inEnglish}` : names;
      return {
        unit,
        size,
        pattern: new RegExp(`(?<![\\p{L}\\p{N}.,])(\\d+(?:\\.\\d+)?) ?(?:${written})(?![\\p{L}\\p{N}])`, "u"),
      };
    }),
  ),
);

const fractionMax = 3;
const least = 0.05;
const most = 99_999;

export interface OtherUnit {
  text: string;
  /** What the measure is in it, as two words. */
  measure: [amount: string, unit: string];
}

/**
 * The same words with one measure of theirs in another unit: `0.5 l fork oil` → `500 ml fork oil`. None of what nobody writes so
 * (0.002 kg), nor of a size, 40x60 cm.
 */
export function writeOtherUnits(language: Language, text: string): OtherUnit[] {
  const written = writeMeasures(language, text).toLowerCase();
  return kindsIn(language).flatMap((kind) =>
    kind.flatMap(({ unit, size, pattern }) => {
      const found = pattern.exec(written);
      if (!found) return [];
      const others = kind.filter((other) => other.unit !== unit);
      return others.flatMap((other) => {
        const amount = writeAmount((Number(found[1]) * size) / other.size);
        if (amount === null) return [];
        const rest = written.slice(found.index + found[0].length);
        return [
          { text: `${written.slice(0, found.index)}${amount} ${other.unit}${rest}`, measure: [amount, other.unit] },
        ];
      });
    }),
  );
}

function writeAmount(amount: number): string | null {
  const written = String(Number(amount.toFixed(fractionMax)));
  return Math.abs(amount - Number(written)) < 1e-9 && amount >= least && amount <= most ? written : null;
}
