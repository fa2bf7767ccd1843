import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

export interface Home {
  /** Best sellers, each of another department. */
  featured: ProductCard[];
  /** The newest. */
  fresh: ProductCard[];
  /** Reduced ones, best sellers first. */
  offers: ProductCard[];
}

const featuredMax = 8;
const rowMax = 12;
/** How far down the best sellers offers are looked for, and departments. */
const bestMax = 500;
/** How far down those with a price in the market's currency are found: every read stays on an index, whatever the catalog's size. */
const depthMax = 5_000;

const ids = z.array(z.object({ productId: z.string() })).transform((rows) => rows.map(({ productId }) => productId));

/** The home page's products; none stands in two rows. */
export async function readHome(db: Db | Tx, market: ListMarket): Promise<Home> {
  const featured = ids.parse(
    await db.$queryRaw`
      select product_id as "productId" from (
        select distinct on (lineage[1]) product_id, sold_count from (
          select product_id, sold_count, lineage from (
            select product_id, sold_count, lineage, image_key, amounts from catalog_entry where status = 'active' and in_stock
            order by sold_count desc, product_id limit ${depthMax}) best
          where image_key is not null and amounts ? ${market.currency}::text
          order by sold_count desc, product_id limit ${bestMax}) top
        order by lineage[1], sold_count desc, product_id) best
      order by sold_count desc, product_id limit ${featuredMax}`,
  );
  const fresh = ids.parse(
    await db.$queryRaw`
      select product_id as "productId" from (
        select product_id, published_at, amounts from catalog_entry where status = 'active' and published_at is not null
        order by published_at desc, product_id limit ${depthMax}) newest
      where amounts ? ${market.currency}::text and product_id <> all(${featured}::uuid[])
      order by published_at desc, product_id limit ${rowMax}`,
  );
  const offers = ids.parse(
    await db.$queryRaw`
      select top.product_id as "productId"
      from (
        select product_id, sold_count from (
          select product_id, sold_count, amounts from catalog_entry where status = 'active' and in_stock
          order by sold_count desc, product_id limit ${depthMax}) best
        where amounts ? ${market.currency}::text
        order by sold_count desc, product_id limit ${bestMax}) top
      join catalog_price r on r.currency = ${market.currency} and r.product_id = top.product_id
      where r.compare_at_amount > r.amount and top.product_id <> all(${[...featured, ...fresh]}::uuid[])
      order by top.sold_count desc, top.product_id limit ${rowMax}`,
  );
  const cards = new Map(
    (await readCards(db, [...featured, ...fresh, ...offers], market)).map((card) => [card.productId, card]),
  );
  const take = (list: string[]) => list.flatMap((id) => cards.get(id) ?? []);
  return { featured: take(featured), fresh: take(fresh), offers: take(offers) };
}
