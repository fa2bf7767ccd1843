import type { Currency } from "@/lib/core/money";
import { regionCodes, regions } from "@/lib/i18n/markets";

/**
 * Which currencies something can be bought in, a bit each, in the order of the regions: one that is added last leaves the
 * others their bits. A key of a completion begins with them (its head), so one trie completes for every market, holds each
 * entry once, and a market's best ten are never another's.
 */
export type SoldFor = number;

export const currencies: readonly string[] = [...new Set(regionCodes.map((region) => regions[region].currency))];
const placeOf = (currency: string): number => currencies.indexOf(currency);

export const soldFor = (sold: readonly string[]): SoldFor =>
  sold.map(placeOf).reduce((bits, place) => (place < 0 ? bits : bits | (1 << place)), 0);

export const isSoldFor = (sold: SoldFor, currency: Currency): boolean => ((sold >> placeOf(currency)) & 1) === 1;

/** A control character, which no folded text has. */
export const headOf = (sold: SoldFor): string => String.fromCharCode(sold);
export const withoutHead = (text: string): string => text.slice(1);

const heads = new Map(
  regionCodes.map((region): [Currency, string[]] => [
    regions[region].currency,
    Array.from({ length: 2 ** currencies.length }, (_, sold) => sold)
      .filter((sold) => isSoldFor(sold, regions[region].currency))
      .map(headOf),
  ]),
);

/** The heads of everything that can be bought in a currency: with four currencies, eight. */
export const headsFor = (currency: Currency): readonly string[] => heads.get(currency) ?? [];
