import type { Currency } from "@/lib/core/money";
import { composePrice } from "../compose-facets";
import type { SearchResult } from "../engine";
import type { Found } from "./ask";
import { priceOfStep } from "./price-step";
import { facetValuesMax } from "./settings";

const barsMax = 16;

/**
 * Cheapest, dearest and how many between. The engine counts so many different prices; a list with more is drawn from
 * prices in steps, whose total is the same.
 */
export function composeHistogram({ facetDistribution, facetStats }: Found, currency: Currency): SearchResult["price"] {
  const bounds = facetStats[`price.${currency}`];
  if (!bounds) return null;
  const exact = Object.entries(facetDistribution[`price.${currency}`] ?? {});
  const stepped = Object.entries(facetDistribution[`priceStep.${currency}`] ?? {});
  const counted =
    exact.length < facetValuesMax
      ? exact.map(([amount, count]) => ({ amount: Number(amount), count }))
      : stepped.map(([step, count]) => ({ amount: priceOfStep(Number(step)), count }));
  const { min, max } = bounds;
  const bars = Math.max(1, Math.min(barsMax, max - min));
  const steps = new Map<number, number>();
  for (const { amount, count } of counted) {
    const within = Math.min(max, Math.max(min, amount));
    const step = Math.min(bars, Math.floor(((within - min) * bars) / (max + 1 - min)) + 1);
    steps.set(step, (steps.get(step) ?? 0) + count);
  }
  return composePrice({ min, max, steps: [...steps].map(([step, count]) => ({ step, count })) });
}
