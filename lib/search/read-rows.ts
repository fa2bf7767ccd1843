import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Reach } from "./ask-index";
import { type Counts, countedSql, countRows } from "./count-facets";
import { listFilterable } from "./label-facets";
import type { Listing } from "./match-sql";
import { isListed, poolSql, sortedMax, wholeSql } from "./pool-sql";
import { readPlanned } from "./read-planned";
import { boundsSql, hitsSql, isWeighed, type Stretch } from "./select-hits";

const { sql } = Prisma;

const ids = sql`(select coalesce(jsonb_agg(product_id order by place), '[]') from page) as ids`;
const counted = z.object({ listed: z.boolean(), capped: z.boolean(), rows: z.string().nullable() });
const onlyCounts = z.array(counted);
const withRows = z.array(
  counted.extend({
    ids: z.array(z.string()),
    best: z.coerce.number(),
    bounds: z.array(z.number()),
  }),
);
const withoutRows = z.array(z.object({ ids: z.array(z.string()) }));

export interface ReadRows {
  ids: string[];
  counts: Counts;
  /** Hits among the 10,000 best sellers, as far as they were counted. */
  best: number;
  /** What the first of them are sorted by, where what sells says nothing about the order; else none. */
  bounds: number[];
}

/** A stretch of a list and everything shown beside it, in one statement over one reading of the rows. */
export async function readRows(db: Db, listing: Listing, stretch: Stretch, reach: Reach): Promise<ReadRows> {
  const [row] = withRows.parse(
    await readPlanned(
      db,
      sql`/* planned once */ with ${poolSql(listing, reach, { withText: isWeighed(listing) })}, ${hitsSql(listing, stretch)}, ${countedSql(listing)}
      select ${ids}, ${isListed(listing, reach)} as listed, ${boundsSql(listing)} as bounds, (select rows from counted) as rows,
        reached.capped, reached.best from reached`,
    ),
  );
  if (!row) throw new Error("Counting gave no row");
  return { ids: row.ids, best: row.best, bounds: row.bounds, counts: await toCounts(db, listing, row) };
}

/** Everything shown beside the hits, without them. */
export async function readCounts(db: Db, listing: Listing, reach: Reach): Promise<Counts> {
  const [row] = onlyCounts.parse(
    await readPlanned(
      db,
      sql`/* planned once */ with ${poolSql(listing, reach)}, ${countedSql(listing)}
      select ${isListed(listing, reach)} as listed, (select rows from counted) as rows, reached.capped from reached`,
    ),
  );
  if (!row) throw new Error("Counting gave no row");
  return toCounts(db, listing, row);
}

async function toCounts(db: Db, listing: Listing, { listed, capped, rows }: z.infer<typeof counted>): Promise<Counts> {
  return { listed, capped, ...countRows(listing, rows, new Set(await listFilterable(db))) };
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
