import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { CategoryCount } from "./engine";
import { childOf, type Listing } from "./match-sql";
import { isListed, poolSql } from "./pool-sql";

const answer = z.object({
  listed: z.boolean(),
  categories: z.array(z.object({ categoryId: z.string(), count: z.number() })),
});

/** The counts of `search`'s categories alone. */
export async function countCategories(
  db: Db,
  listing: Listing,
): Promise<{ listed: boolean; categories: CategoryCount[] }> {
  const { categoryId } = listing.request;
  const [row] = z.array(z.object({ answer })).parse(
    await db.$queryRaw`
      with ${poolSql(listing, "all")},
      child as (
        select lineage[${childOf(categoryId)}] as id, count(*)::int as count from listed where missed = '{}' group by 1)
      select jsonb_build_object(
        'listed', ${isListed(listing, "all")},
        'categories', (select coalesce(jsonb_agg(jsonb_build_object('categoryId', id, 'count', count) order by count desc, id), '[]') from child where id is not null)
      ) as answer`,
  );
  return row?.answer ?? { listed: false, categories: [] };
}
