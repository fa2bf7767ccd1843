import type { DemoVariant } from "./catalog.ts";
import { between, chance, idFor } from "./chance.ts";
import type { ProductIdea } from "./idea.ts";
import { barcodeFor, optionCodes } from "./name-codes.ts";
import { setPrices } from "./set-prices.ts";

export function makeVariants(idea: ProductIdea, skuStem: string): DemoVariant[] {
  const options = idea.options ?? {};
  const codes = Object.fromEntries(Object.entries(options).map(([key, values]) => [key, optionCodes(values)]));
  const chosen = combinations(options).filter((combination) => !isMissing(combination, idea.missing ?? []));
  const stock = stockOf(idea, chosen.length);
  return chosen.map((combination, position) => {
    const parts = Object.entries(combination);
    const sku = [skuStem, ...parts.map(([key, value]) => codes[key]?.[value] ?? value)].join("-");
    const surcharge = parts.reduce((sum, [key, value]) => sum + (idea.surcharge?.[key]?.[value] ?? 0), 0);
    return {
      id: idFor(`variant ${idea.handle} ${parts.flat().join(" ")}`),
      sku,
      barcode: barcodeFor(sku),
      options: combination,
      weightGrams: weightOf(idea, combination),
      position,
      prices: setPrices(idea.price + surcharge),
      compareAt: idea.was ? setPrices(idea.was + surcharge) : {},
      onHand: stock[position] ?? 0,
    };
  });
}

function combinations(options: Record<string, string[]>): Record<string, string>[] {
  return Object.entries(options).reduce<Record<string, string>[]>(
    (all, [key, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [{}],
  );
}

function isMissing(combination: Record<string, string>, missing: Record<string, string>[]): boolean {
  return missing.some((gap) => Object.entries(gap).every(([key, value]) => combination[key] === value));
}

/** The idea's weight is that of the smallest pack. */
function weightOf(idea: ProductIdea, combination: Record<string, string>): number {
  const smallest = Math.min(...(idea.options?.pack ?? ["1"]).map(Number));
  return Math.round((idea.weight * Number(combination.pack ?? smallest)) / smallest);
}

function stockOf(idea: ProductIdea, count: number): number[] {
  const next = chance(`stock ${idea.handle}`);
  const stock = Array.from({ length: count }, () => between(next, 14, 180));
  const singledOut = between(next, 0, count - 1);
  if (idea.stock === "none") return stock.map(() => 0);
  if (idea.stock === "mixed" && count > 1) return stock.map((units, i) => (i === singledOut ? 0 : units));
  if (idea.stock === "few" || idea.stock === "mixed") {
    return stock.map((units, i) => (i === singledOut || next() < 0.5 ? between(next, 1, 5) : units));
  }
  return stock;
}
