import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

type Ask = <T>(question: () => Promise<T>) => Promise<T | null>;

const kept = keep<ProductCard>();

const keyFor =
  ({ language, currency }: ListMarket) =>
  (productId: string): string =>
    `${language} ${currency} ${productId}`;

/** As `readCards`, out of this process's memory for up to a minute: for what is asked with every key and every page. */
export async function readKeptCards(db: Db, productIds: readonly string[], market: ListMarket): Promise<ProductCard[]> {
  const keyOf = keyFor(market);
  const found = await kept(productIds.map(keyOf), (missing) => readByKey(db, missing, market));
  return productIds.flatMap((id) => found.get(keyOf(id)) ?? []);
}

/** Those of them that are in memory. Nothing is waited for: what grows old is read anew behind the answer, as `ask` allows. */
export async function listKeptCards(
  db: Db,
  productIds: readonly string[],
  market: ListMarket,
  ask: Ask,
): Promise<ProductCard[]> {
  const none = new Map<string, ProductCard>();
  const found = await kept(
    productIds.map(keyFor(market)),
    async () => none,
    async (aging) => (await ask(() => readByKey(db, aging, market))) ?? none,
  );
  return [...found.values()];
}

async function readByKey(db: Db, keys: readonly string[], market: ListMarket): Promise<Map<string, ProductCard>> {
  const ids = keys.map((key) => key.split(" ")[2] ?? "");
  const cards = await readCards(db, ids, market);
  return new Map(cards.map((card) => [keyFor(market)(card.productId), card]));
}
