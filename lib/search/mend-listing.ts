import { z } from "zod";
import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { composeListing } from "./compose-listing";
import { findStale } from "./find-stale";
import { indexProducts } from "./index-products";

const pageSize = 200;
const ids = z.array(z.object({ productId: z.string() }));

export interface Mended {
  /** Where to go on; null at the end. */
  after: string | null;
  seen: number;
  mended: number;
}

/**
 * Holds a page of listings against the products' own tables and writes anew what is missing, stale or left over. Both
 * sides are read by a range of ids, so nothing has to be counted. Mended listings mark themselves for Meilisearch. A product
 * that can't be listed is left as it is and named in the log, so that it keeps no other from being mended.
 */
export async function mendListing(db: Db, after: string): Promise<Mended> {
  const products = await db.product.findMany({
    where: { productId: { gt: after } },
    orderBy: { productId: "asc" },
    take: pageSize,
    select: { productId: true },
  });
  const last = products.length === pageSize ? (products.at(-1)?.productId ?? null) : null;
  const listed = ids.parse(
    await db.$queryRaw`
      select product_id as "productId" from catalog_entry
      where product_id > ${after}::uuid and (${last}::uuid is null or product_id <= ${last}::uuid)`,
  );
  const each = [...new Set([...products, ...listed].map(({ productId }) => productId))];
  if (each.length === 0) return { after: null, seen: 0, mended: 0 };
  return { after: last, seen: each.length, mended: await mendEach(db, each) };
}

async function mendEach(db: Db, productIds: readonly string[]): Promise<number> {
  try {
    return await mendTogether(db, productIds);
  } catch (err) {
    log.warn({ err, products: productIds.length }, "listings were not mended together; each is by itself");
  }
  let mended = 0;
  for (const productId of productIds) {
    try {
      mended += await mendTogether(db, [productId]);
    } catch (err) {
      // A database that is away is no fault of the product: then this fails, and all of the page is mended later.
      await db.$queryRaw`select 1`;
      log.error({ err, productId }, "a product can't be listed");
    }
  }
  return mended;
}

async function mendTogether(db: Db, productIds: readonly string[]): Promise<number> {
  const stale = await findStale(db, productIds, await composeListing(db, productIds));
  if (stale.length > 0) await inTransaction(db, (tx) => indexProducts(tx, stale));
  return stale.length;
}
