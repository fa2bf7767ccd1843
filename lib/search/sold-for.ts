import type { Currency } from "@/lib/core/money";
import { currencyCodes } from "@/lib/i18n/markets";

/**
 * Which currencies something can be bought in, a bit each, in the order of the regions: one that is added last leaves the
 * others their bits. A key of a completion begins with them (its head), so one trie completes for every market, holds each
 * entry once, and a market's best ten are never another's.
 */
export type SoldFor = number;

/** As many as a character of plain UTF-16 tells apart; those behind share the last bit, and may be offered each other's. */
const bitsMax = 14;
const places: readonly string[] = currencyCodes;
const placeOf = (currency: string): number => Math.min(places.indexOf(currency), bitsMax - 1);

export const soldFor = (sold: readonly string[]): SoldFor =>
  sold.map(placeOf).reduce((bits, place) => (place < 0 ? bits : bits | (1 << place)), 0);

export const isSoldFor = (sold: SoldFor, currency: Currency): boolean => ((sold >> placeOf(currency)) & 1) === 1;

/** One character, before what is typed: never a part of it. */
export const headOf = (sold: SoldFor): string => String.fromCharCode(sold);
export const withoutHead = (text: string): string => text.slice(1);

/** Which heads have what can be bought in a currency. */
export const isHeadFor =
  (currency: Currency) =>
  (head: string): boolean =>
    isSoldFor(head.charCodeAt(0), currency);
