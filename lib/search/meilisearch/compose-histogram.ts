import type { Currency } from "@/lib/core/money";
import { drawHistogram } from "../draw-histogram";
import type { SearchResult } from "../engine";
import type { Found } from "./ask";
import { priceOfStep } from "./price-step";
import { facetValuesMax } from "./settings";

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
  return drawHistogram(bounds, counted);
}
