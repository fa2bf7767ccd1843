import { type Basket, countPurchases } from "@/lib/catalog/discovery/count-purchases";
import { rankTogether } from "@/lib/catalog/discovery/rank-together";
import { rankTrending } from "@/lib/catalog/discovery/rank-trending";
import { days } from "@/lib/core/clock";
import type { Tx } from "@/lib/db/client";
import type { DemoCatalog, DemoProduct } from "../demo-catalog/catalog.ts";
import { between, chance } from "../demo-catalog/chance.ts";

/** Five weeks of baskets: as far back as trends look. */
const weeks = 5;
const companionsMax = 3;
/** One in so many products sells better this week than it used to. */
const risingEvery = 7;

/**
 * What five weeks of selling would have taught the shop: the demo catalog has no orders, and without them neither "bought
 * together" nor "trending" has anything to say. The same baskets on every machine; only their days count back from now.
 */
export async function writePurchases(tx: Tx, { products }: DemoCatalog, now: Date): Promise<void> {
  await countPurchases(
    tx,
    products.flatMap((product) => basketsOf(product, products, now)),
  );
  await rankTogether(
    tx,
    products.map(({ id }) => id),
    now,
  );
  await rankTrending(tx, now);
}

function basketsOf(product: DemoProduct, products: readonly DemoProduct[], now: Date): Basket[] {
  const next = chance(`baskets ${product.id}`);
  const daysAgo = (count: number) => new Date(now.getTime() - days(count));
  const basket = (age: number, others: DemoProduct[]): Basket => ({
    paidAt: daysAgo(age),
    items: [product, ...others].map(({ id }) => ({ productId: id, units: 1 })),
  });
  const alone = Array.from({ length: Math.ceil(Math.sqrt(product.soldCount) / 4) }, () =>
    basket(between(next, 1, weeks * 7 - 1), []),
  );
  const together = companionsOf(product, products).flatMap((other, place) =>
    Array.from({ length: between(next, 3, 7 - place) }, () => basket(between(next, 1, weeks * 7 - 1), [other])),
  );
  const rising =
    between(next, 1, risingEvery) === 1
      ? Array.from({ length: between(next, 5, 14) }, () => basket(between(next, 0, 5), []))
      : [];
  return [...alone, ...together, ...rising];
}

/** What goes with it: of its department but another kind, with as much in common as there is. */
function companionsOf(product: DemoProduct, products: readonly DemoProduct[]): DemoProduct[] {
  const department = (each: DemoProduct) => each.categoryKey.split("/")[0];
  const traits = (each: DemoProduct) =>
    new Set(Object.entries(each.attributes).flatMap(([key, values]) => values.map((value) => `${key}:${value}`)));
  const own = traits(product);
  return products
    .filter((each) => department(each) === department(product) && each.categoryKey !== product.categoryKey)
    .map((each) => ({
      each,
      fit:
        [...traits(each)].filter((trait) => own.has(trait)).length +
        (each.brand === product.brand ? 2 : 0) +
        chance(`${product.id} with ${each.id}`)(),
    }))
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, companionsMax)
    .map(({ each }) => each);
}
