import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { SearchResult } from "./engine";
import type { Listing } from "./match-sql";
import { poolSql } from "./pool-sql";

/**
 * For a list that its filters leave empty: how many products each of them hides by itself, the most first. Asked only
 * then, so a list that has something pays nothing for it.
 */
export async function countHidden(db: Db, listing: Listing): Promise<NonNullable<SearchResult["hiddenBy"]>> {
  const rows = await db.$queryRaw`
    with ${poolSql(listing, "near")}
    select missed[1] as filter, count(*)::int as count from listed
    where cardinality(missed) = 1 group by 1 order by count desc, filter`;
  return z.array(z.object({ filter: z.string(), count: z.number() })).parse(rows);
}
