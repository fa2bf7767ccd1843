import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";

/** One product in twenty, and of a large catalog so many: a mark that every other product bears says nothing. */
const share = 0.05;
const bestMax = 2_000;

const rows = z.array(z.object({ soldCount: z.number() })).max(1);

const key = "catalog";
const kept = keep<number>();

/**
 * Units sold from which a product is a best seller of this catalog, as of a minute ago at most; at least one. Index:
 * catalog_entry (status, sold_count desc, product_id), of which `bestMax` are read at most; how many there are, Postgres knows roughly.
 */
export async function readBestSellerFrom(db: Db | Tx): Promise<number> {
  const known = await kept([key], async () => new Map([[key, await readSold(db)]]));
  return Math.max(1, known.get(key) ?? 1);
}

async function readSold(db: Db | Tx): Promise<number> {
  const [last] = rows.parse(
    await db.$queryRaw`
      select sold_count as "soldCount" from catalog_entry where status = 'active'
      order by sold_count desc, product_id
      offset (
        select greatest(least(ceil(reltuples * ${share}::float8), ${bestMax}) - 1, 0)::int
        from pg_class where oid = 'catalog_entry'::regclass)
      limit 1`,
  );
  return last?.soldCount ?? 0;
}
