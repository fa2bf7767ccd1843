import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { pairsMax, weightAt } from "./count-purchases";

/** A pair counts once so many orders had it. */
export const ordersMin = 3;
/** Companions kept of each product for each currency: what one market buys takes no place from another. */
const companionsMax = 12;
/** As if each product had been in so many baskets more: what was bought twice, together, is no law yet. */
const priorBaskets = 5;

const rows = z.array(z.object({ productId: z.string(), others: z.array(z.string()) }));

/**
 * Chooses anew what stands on the pages of these products, and says of which it is another now. Ranked by cosine: how
 * often two were together against how often each was bought at all, so that a best seller is not everybody's companion.
 */
export async function rankTogether(tx: Tx, productIds: readonly string[], now: Date): Promise<string[]> {
  const touched = [...productIds];
  const before = await readCompanions(tx, touched);
  await tx.$executeRaw`
    delete from co_purchase c using (
      select product_id, other_id, row_number() over (partition by product_id order by weight + inherited desc, other_id) as place
      from co_purchase where product_id = any(${touched}::uuid[])) ranked
    where ranked.place > ${pairsMax} and c.product_id = ranked.product_id and c.other_id = ranked.other_id`;
  await tx.$executeRaw`delete from bought_together where product_id = any(${touched}::uuid[])`;
  const prior = priorBaskets * weightAt(now);
  await tx.$executeRaw`
    insert into bought_together (product_id, other_id, score)
    select distinct product_id, other_id, score from (
      select *, row_number() over (partition by product_id, currency order by score desc, other_id) as place
      from (
        select c.product_id, c.other_id, currency,
          c.weight / sqrt((mine.weight + ${prior}::float8) * (theirs.weight + ${prior}::float8)) as score
        from co_purchase c
        join product_demand mine on mine.product_id = c.product_id
        join product_demand theirs on theirs.product_id = c.other_id
        join catalog_entry e on e.product_id = c.other_id
        cross join jsonb_object_keys(e.amounts) as currency
        where c.product_id = any(${touched}::uuid[]) and c.orders >= ${ordersMin}) scored) ranked
    where place <= ${companionsMax}`;
  const after = await readCompanions(tx, touched);
  return touched.filter((id) => before.get(id) !== after.get(id));
}

async function readCompanions(tx: Tx, productIds: string[]): Promise<Map<string, string>> {
  const found = rows.parse(
    await tx.$queryRaw`
      select product_id as "productId", array_agg(other_id::text order by score desc, other_id) as others
      from bought_together where product_id = any(${productIds}::uuid[]) group by 1`,
  );
  return new Map(found.map(({ productId, others }) => [productId, others.join()]));
}
