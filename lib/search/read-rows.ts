import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type Counts, countsSchema, countsSql } from "./count-facets";
import type { Listing } from "./match-sql";
import { poolSql, type Reach } from "./pool-sql";
import { hitsSql, type Stretch } from "./select-hits";

const { sql } = Prisma;

const ids = sql`(select coalesce(jsonb_agg(product_id order by place), '[]') from page) as ids`;
const withCounts = z.array(z.object({ ids: z.array(z.string()), counts: countsSchema }));
const withoutCounts = z.array(z.object({ ids: z.array(z.string()) }));

/** A stretch of a list and everything shown beside it, in one statement over one reading of the rows. */
export async function readRows(
  db: Db,
  listing: Listing,
  stretch: Stretch,
  reach: Reach,
): Promise<{ ids: string[]; counts: Counts }> {
  const [row] = withCounts.parse(
    await db.$queryRaw`
      with ${poolSql(listing, reach)}, ${hitsSql(listing, stretch)}, ${countsSql(listing)}
      select ${ids}, (select counts from counts) as counts`,
  );
  if (!row) throw new Error("Counting gave no row");
  return row;
}

/** Another stretch of a list that is counted already. */
export async function readStretch(db: Db, listing: Listing, stretch: Stretch, reach: Reach): Promise<string[]> {
  if (stretch.limit === 0) return [];
  const rows = await db.$queryRaw`with ${poolSql(listing, reach)}, ${hitsSql(listing, stretch)} select ${ids}`;
  return withoutCounts.parse(rows)[0]?.ids ?? [];
}
