import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Facts } from "./arrange-window";

const rows = z.array(
  z.object({
    productId: z.string(),
    merchantId: z.string(),
    lineage: z.array(z.string()),
    facets: z.array(z.string()),
  }),
);

/** What rules look at, by the primary key of the projection: whichever engine found the products. */
export async function readFacts(db: Db, productIds: readonly string[]): Promise<Map<string, Facts>> {
  const found = rows.parse(
    await db.$queryRaw`
      select product_id as "productId", merchant_id as "merchantId", lineage::text[] as lineage, facets
      from catalog_entry where product_id = any(${[...productIds]}::uuid[])`,
  );
  return new Map(found.map((facts) => [facts.productId, facts]));
}
