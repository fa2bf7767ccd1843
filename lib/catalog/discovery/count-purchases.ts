import { days, utcDay } from "@/lib/core/clock";
import type { Tx } from "@/lib/db/client";

/** What was bought at once, and when; by nobody in particular. */
export interface Basket {
  paidAt: Date;
  items: { productId: string; units: number }[];
}

/** After so many days a basket weighs half. */
const halfLifeDays = 60;
/** Weights grow with time instead of shrinking, so that no row has to be touched to age: 2^((day − landmark) / half-life). */
const landmark = Date.UTC(2026, 0, 1);
/** A basket of more says little of any two of its products, and its pairs grow as the square. */
const pairedMax = 20;
/** Pairs remembered of a product. */
export const pairsMax = 200;

export const weightAt = (at: Date): number => 2 ** ((at.getTime() - landmark) / days(1) / halfLifeDays);

/** Adds baskets to what the shop knows of its sales: units by day, demand of each product, and pairs of products. */
export async function countPurchases(tx: Tx, baskets: readonly Basket[]): Promise<void> {
  const rows = baskets.map(({ paidAt, items }) => ({
    day: utcDay(paidAt),
    weight: weightAt(paidAt),
    products: items.map(({ productId }) => productId),
    units: items.map(({ units }) => units),
    paired: items.length > 1 ? items.slice(0, pairedMax).map(({ productId }) => productId) : [],
  }));
  const json = JSON.stringify(rows);
  // Rows are taken in the order of their keys, so that two who count at once wait for each other and never in a ring.
  await tx.$executeRaw`
    insert into product_sale (day, product_id, units)
    select basket.day, item.product_id, sum(item.units)
    from jsonb_to_recordset(${json}::jsonb) as basket(day date, products uuid[], units int[]),
      unnest(basket.products, basket.units) as item(product_id, units)
    group by 1, 2 order by 1, 2
    on conflict (day, product_id) do update set units = product_sale.units + excluded.units`;
  await tx.$executeRaw`
    insert into product_demand (product_id, weight)
    select product_id, sum(basket.weight)
    from jsonb_to_recordset(${json}::jsonb) as basket(weight float8, products uuid[]), unnest(basket.products) as product_id
    group by 1 order by 1
    on conflict (product_id) do update set weight = product_demand.weight + excluded.weight`;
  await countPairs(tx, json, [...new Set(rows.flatMap(({ paired }) => paired))]);
}

/**
 * A product that is bought with thousands of others can't remember them all. A pair that comes to a full table inherits
 * what the lightest there holds its place with ("space-saving", Metwally et al. 2005; rankTogether takes the places away): so
 * whatever is in more than a two-hundredth of the product's pairs comes to stay, however many others had come before it.
 */
async function countPairs(tx: Tx, json: string, productIds: string[]): Promise<void> {
  await tx.$executeRaw`
    with lightest as (
      select product_id, min(weight + inherited) as held from co_purchase
      where product_id = any(${productIds}::uuid[]) group by product_id having count(*) >= ${pairsMax})
    insert into co_purchase (product_id, other_id, weight, orders, inherited)
    select one, other, sum(basket.weight), count(*), coalesce(min(lightest.held), 0)
    from jsonb_to_recordset(${json}::jsonb) as basket(weight float8, paired uuid[])
      cross join unnest(basket.paired) as one cross join unnest(basket.paired) as other
      left join lightest on lightest.product_id = one
    where one <> other
    group by 1, 2 order by 1, 2
    on conflict (product_id, other_id) do update
      set weight = co_purchase.weight + excluded.weight, orders = co_purchase.orders + excluded.orders`;
}
