import type { SearchResult } from "./engine";

const barsMax = 16;

/** How many prices lie in each of equal steps from the cheapest to the dearest; what lies outside counts at the end. */
export function drawHistogram(
  { min, max }: { min: number; max: number },
  prices: Iterable<{ amount: number; count: number }>,
): SearchResult["price"] {
  const histogram = new Array<number>(Math.min(barsMax, max - min + 1)).fill(0);
  for (const { amount, count } of prices) {
    const within = Math.min(max, Math.max(min, amount));
    const bar = Math.floor(((within - min) / (max + 1 - min)) * histogram.length);
    histogram[bar] = (histogram[bar] ?? 0) + count;
  }
  return { min, max, histogram };
}
