import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

const kept = keep<ProductCard>();

const keyFor =
  ({ language, currency }: ListMarket) =>
  (productId: string): string =>
    `${language} ${currency} ${productId}`;

/** As `readCards`, out of this process's memory for up to a minute: for what is asked with every key and every page. */
export async function readKeptCards(db: Db, productIds: readonly string[], market: ListMarket): Promise<ProductCard[]> {
  const keyOf = keyFor(market);
  const found = await kept(productIds.map(keyOf), async (missing) => {
    const ids = missing.map((key) => key.split(" ")[2] ?? "");
    return new Map((await readCards(db, ids, market)).map((card) => [keyOf(card.productId), card]));
  });
  return productIds.flatMap((id) => found.get(keyOf(id)) ?? []);
}

/** Those of them that are in memory: nothing is read. */
export async function listKeptCards(productIds: readonly string[], market: ListMarket): Promise<ProductCard[]> {
  const found = await kept(productIds.map(keyFor(market)), async () => new Map());
  return [...found.values()];
}
