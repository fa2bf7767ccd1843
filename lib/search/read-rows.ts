import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type Counts, countedSql, countRows } from "./count-facets";
import { listFilterable } from "./label-facets";
import type { Listing } from "./match-sql";
import { isListed, poolSql, type Reach, sortedMax, wholeSql } from "./pool-sql";
import { readPlanned } from "./read-planned";
import { hitsSql, isWeighed, type Stretch } from "./select-hits";

const { sql } = Prisma;

const ids = sql`(select coalesce(jsonb_agg(product_id order by place), '[]') from page) as ids`;
const withRows = z.array(
  z.object({
    ids: z.array(z.string()),
    listed: z.boolean(),
    capped: z.boolean(),
    early: z.coerce.number(),
    rows: z.string().nullable(),
  }),
);
const withoutRows = z.array(z.object({ ids: z.array(z.string()) }));

/** A stretch of a list and everything shown beside it, in one statement over one reading of the rows. */
export async function readRows(
  db: Db,
  listing: Listing,
  stretch: Stretch,
  reach: Reach,
): Promise<{ ids: string[]; counts: Counts; early: number }> {
  const [row] = withRows.parse(
    await readPlanned(
      db,
      sql`/* planned once */ with ${poolSql(listing, reach, { withText: isWeighed(listing) })}, ${hitsSql(listing, stretch)}, ${countedSql(listing)}
      select ${ids}, ${isListed(listing, reach)} as listed, (select capped from reached) as capped, (select early from reached) as early, (select rows from counted) as rows`,
    ),
  );
  if (!row) throw new Error("Counting gave no row");
  const { ids: found, early, listed, capped, rows } = row;
  return {
    ids: found,
    early,
    counts: { listed, capped, ...countRows(listing, rows, new Set(await listFilterable(db))) },
  };
}

/** Another stretch of a list that is counted already. */
export async function readStretch(db: Db, listing: Listing, stretch: Stretch, reach: Reach): Promise<string[]> {
  if (stretch.limit === 0) return [];
  const rows = await readPlanned(
    db,
    sql`/* planned once */ with ${poolSql(listing, reach, { withText: isWeighed(listing) })}, ${hitsSql(listing, stretch)} select ${ids}`,
  );
  return withoutRows.parse(rows)[0]?.ids ?? [];
}

/** A stretch of a list in an order that what sells says nothing about, all of it sorted; null: it is too long for that. */
export async function readSorted(db: Db, listing: Listing, stretch: Stretch): Promise<string[] | null> {
  const rows = await readPlanned(
    db,
    sql`/* planned once */ with ${wholeSql(listing)}, ${hitsSql(listing, stretch)}
      select ${ids}, (select count(*)::int from matched) as matched`,
  );
  const [row] = z.array(z.object({ ids: z.array(z.string()), matched: z.number() })).parse(rows);
  return row && row.matched <= sortedMax ? row.ids : null;
}
