export const demoCurrencies = ["USD", "EUR", "GBP", "JPY"] as const;
export type DemoCurrency = (typeof demoCurrencies)[number];

/** What a merchant plans with: the rate, and the tax that prices there include. US prices are before tax. */
const planning = {
  EUR: { rate: 0.92, tax: 0.19 },
  GBP: { rate: 0.79, tax: 0.2 },
  JPY: { rate: 150, tax: 0.1 },
};

/** Sets a price in every market from the one in US cents, ending as prices end there. All in minor units. */
export function setPrices(usdCents: number): Record<DemoCurrency, number> {
  const gross = (currency: keyof typeof planning) =>
    (usdCents / 100) * planning[currency].rate * (1 + planning[currency].tax);
  return { USD: usdCents, EUR: euros(gross("EUR")), GBP: pounds(gross("GBP")), JPY: yen(gross("JPY")) };
}

/** 12,90 · 48,90 · 129,00 · 245,00 · 1.299,00 */
function euros(gross: number): number {
  return gross < 100 ? nearest(gross * 100, 100, [90]) : nearest(gross, 10, [5, 9]) * 100;
}

/** 4.50 · 12.95 · 48.00 · 135.00 · 249.00 */
function pounds(gross: number): number {
  if (gross < 20) return nearest(gross * 100, 100, [50, 95]);
  return gross < 100 ? Math.round(gross) * 100 : nearest(gross, 10, [0, 5, 9]) * 100;
}

/** 480 · 2,980 · 16,500 · 59,800 */
function yen(gross: number): number {
  if (gross < 1000) return nearest(gross, 100, [50, 80]);
  if (gross < 10_000) return nearest(gross, 100, [80]);
  return gross < 50_000 ? nearest(gross, 1000, [0, 500, 800]) : nearest(gross, 1000, [800]);
}

/** The number nearest to `value` that leaves one of `endings` when divided by `step`. */
function nearest(value: number, step: number, endings: number[]): number {
  const floor = Math.floor(value / step) * step;
  const candidates = [floor - step, floor, floor + step].flatMap((base) => endings.map((ending) => base + ending));
  return candidates
    .filter((candidate) => candidate > 0)
    .reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));
}
