import type { Currency } from "@/lib/core/money";

interface Ending {
  /** Amounts below this, in minor units, end so. */
  below: number;
  /** Every this many minor units… */
  step: number;
  /** …prices stand at these places. */
  places: readonly number[];
}

const above = Number.POSITIVE_INFINITY;
const tens = { below: above, step: 1000, places: [500, 900] };

/** How prices end in each currency: $12.95, $48.00, $189.00 · 12,90 €, 129,00 € · £4.50, £135.00 · ￥980, ￥2,980, ￥16,500. */
const endings: Record<Currency, readonly Ending[]> = {
  USD: [{ below: 2000, step: 100, places: [50, 95] }, { below: 10_000, step: 100, places: [0] }, tens],
  EUR: [{ below: 10_000, step: 100, places: [90] }, tens],
  GBP: [
    { below: 2000, step: 100, places: [50, 95] },
    { below: 10_000, step: 100, places: [0] },
    { below: above, step: 1000, places: [0, 500, 900] },
  ],
  JPY: [
    { below: 1000, step: 100, places: [50, 80] },
    { below: 10_000, step: 100, places: [80] },
    { below: 50_000, step: 1000, places: [0, 500, 800] },
    { below: above, step: 1000, places: [800] },
  ],
  AED: [{ below: 10_000, step: 100, places: [0] }, tens],
  KWD: [
    { below: 100_000, step: 1000, places: [500, 900] },
    { below: above, step: 10_000, places: [5000, 9000] },
  ],
};

/** The nearest amount that a price in the currency would end at; the lower of two as near. What is free stays free. */
export function charmPrice(amount: number, currency: Currency): number {
  const ending = endings[currency].find(({ below }) => amount < below);
  if (amount <= 0 || !ending) return amount;
  const floor = Math.floor(amount / ending.step) * ending.step;
  const candidates = [floor - ending.step, floor, floor + ending.step]
    .flatMap((base) => ending.places.map((place) => base + place))
    .filter((candidate) => candidate > 0);
  return candidates.reduce((best, candidate) =>
    Math.abs(candidate - amount) < Math.abs(best - amount) ? candidate : best,
  );
}
