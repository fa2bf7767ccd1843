import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

/** A product that others took along, with its variant when it comes in one only: that can be added at once. */
export interface Companion extends ProductCard {
  onlyVariantId: string | null;
}

const ids = z.array(z.object({ productId: z.string() }));
const variants = z.array(z.object({ productId: z.string(), variantId: z.string() }));

/**
 * What was bought together with these products most, in stock and none of themselves: a product's own companions, or
 * those of a whole cart. The ranking is stored (`lib/catalog/discovery/rank-together.ts`), at most a dozen of each.
 */
export async function readTogether(
  db: Db | Tx,
  productIds: readonly string[],
  market: ListMarket,
  limit: number,
): Promise<Companion[]> {
  const asked = [...productIds];
  if (asked.length === 0) return [];
  const found = ids.parse(
    await db.$queryRaw`
      select b.other_id as "productId"
      from bought_together b
      join catalog_entry e on e.product_id = b.other_id and e.status = 'active' and e.in_stock
      join catalog_price p on p.currency = ${market.currency} and p.product_id = b.other_id
      where b.product_id = any(${asked}::uuid[]) and b.other_id <> all(${asked}::uuid[])
      group by b.other_id order by sum(b.score) desc, b.other_id limit ${limit}`,
  );
  const chosen = found.map(({ productId }) => productId);
  const [cards, sole] = await Promise.all([readCards(db, chosen, market), readSoleVariants(db, chosen)]);
  return cards.map((card) => ({ ...card, onlyVariantId: sole.get(card.productId) ?? null }));
}

async function readSoleVariants(db: Db | Tx, productIds: string[]): Promise<Map<string, string>> {
  const rows = variants.parse(
    await db.$queryRaw`
      select product_id as "productId", min(variant_id::text) as "variantId" from variant
      where product_id = any(${productIds}::uuid[]) group by product_id having count(*) = 1`,
  );
  return new Map(rows.map(({ productId, variantId }) => [productId, variantId]));
}
