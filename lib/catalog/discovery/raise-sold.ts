import type { Tx } from "@/lib/db/client";
import type { Basket } from "./count-purchases";

/**
 * Adds what was bought to what the products have sold in all, by which lists are sorted and ranked. Products are taken in
 * the order of their keys. Those that are no more are passed over.
 */
export async function raiseSold(tx: Tx, baskets: readonly Basket[]): Promise<void> {
  const items = baskets.flatMap(({ items: bought }) => bought);
  await tx.$executeRaw`
    with sold as materialized (
      select product_id, sum(units)::int as units
      from unnest(${items.map(({ productId }) => productId)}::uuid[], ${items.map(({ units }) => units)}::int[]) as item(product_id, units)
      group by 1),
    taken as materialized (
      select p.product_id, sold.units from product p join sold on sold.product_id = p.product_id
      order by p.product_id for no key update of p)
    update product p set sold_count = p.sold_count + taken.units from taken where p.product_id = taken.product_id`;
}
