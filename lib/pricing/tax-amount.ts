import { divideRounded } from "@/lib/core/money";

/** Parts per million of each tax class, where a parcel goes. */
export type TaxRates = Record<string, number>;

const million = 1_000_000n;

/** Tax inside a price that includes it: gross × rate ÷ (1 + rate), rounded half up, in minor units or steps of so many. */
export function taxWithin(gross: number, ratePpm: number, step = 1): number {
  const divisor = (million + BigInt(ratePpm)) * BigInt(step);
  return Number(divideRounded(BigInt(gross) * BigInt(ratePpm), divisor)) * step;
}

/** Tax on top of a price that does not include it: net × rate, rounded half up, in minor units or steps of so many. */
export function taxOn(net: number, ratePpm: number, step = 1): number {
  return Number(divideRounded(BigInt(net) * BigInt(ratePpm), million * BigInt(step))) * step;
}
