import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { firstId } from "./read-rows";

/** A product's place among all, what sells best first; what sells alike stands in the order of ids. */
export interface Place {
  soldCount: number;
  productId: string;
}

/** Before every place. */
export const firstPlace: Place = { soldCount: 2_147_483_647, productId: firstId };

const places = z.array(z.object({ soldCount: z.number(), productId: z.string() }));

/** Published products from a place on. Both ways to stand behind it are read off the index of sales. */
export async function readBySales(db: Db, { soldCount, productId }: Place, limit: number): Promise<Place[]> {
  return places.parse(
    await db.$queryRaw`
      select sold_count as "soldCount", product_id as "productId" from (
        (select sold_count, product_id from catalog_entry
         where status = 'active' and sold_count = ${soldCount} and product_id > ${productId}::uuid
         order by product_id limit ${limit})
        union all
        (select sold_count, product_id from catalog_entry where status = 'active' and sold_count < ${soldCount}
         order by sold_count desc, product_id limit ${limit})) next
      order by sold_count desc, product_id limit ${limit}`,
  );
}
