import type { Language } from "@/lib/i18n/markets";
import { writeMeasures } from "./write-measures";

/** Units of one kind: how it is written, and how many of the least of them it is. */
type Kind = readonly [unit: string, names: string, size: number][];

const kinds: readonly Kind[] = [
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
    ["inch", "in|inch|inches", 1],
    ["ft", "ft|feet|foot", 12],
  ],
  [
    ["oz", "oz|ounces?", 1],
    ["lb", "lbs?|pounds?", 16],
  ],
];

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
  return kinds.flatMap((kind) =>
    kind.flatMap(([unit, names, size]) => {
      const found = new RegExp(`(?<![\\p{L}\\p{N}.,])(\\d+(?:\\.\\d+)?) ?(?:${names})(?![\\p{L}\\p{N}])`, "u").exec(
        written,
      );
      if (!found) return [];
      const others = kind.filter(([other]) => other !== unit);
      return others.flatMap(([other, , otherSize]) => {
        const amount = writeAmount((Number(found[1]) * size) / otherSize);
        if (amount === null) return [];
        const rest = written.slice(found.index + found[0].length);
        return [{ text: `${written.slice(0, found.index)}${amount} ${other}${rest}`, measure: [amount, other] }];
      });
    }),
  );
}

function writeAmount(amount: number): string | null {
  const written = String(Number(amount.toFixed(fractionMax)));
  return Math.abs(amount - Number(written)) < 1e-9 && amount >= least && amount <= most ? written : null;
}
