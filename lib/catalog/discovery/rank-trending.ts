import { z } from "zod";
import { utcDay } from "@/lib/core/clock";
import { nilId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";

/** Not a category: the whole shop. */
export const everywhere = nilId;
/** This week, its last days counting most, against the weeks before it. */
const recentDays = 7;
const weeksBefore = 4;
const halfLifeDays = 3.5;
/** Fewer units in a week are no trend. */
const unitsMin = 3;
/** For each currency: what sells in one market takes no place from another. */
const placesMax = 24;

const changed = z.array(z.object({ categoryId: z.string() }));

/**
 * Ranks what sells better than it used to, for every category and the shop, and says where the ranking is another now.
 * How far this week is above the weeks before, in standard deviations of a count (√): one unit where there was none is
 * chance, twenty are not. Sales older than any window go.
 */
export async function rankTrending(tx: Tx, now: Date): Promise<string[]> {
  const today = utcDay(now);
  const windowDays = recentDays * (weeksBefore + 1);
  await tx.$executeRaw`delete from product_sale where day <= ${today}::date - ${windowDays}::int`;

  const rows = await tx.$queryRaw`
    with sold as (
      select product_id,
        sum(units * power(2, -(${today}::date - day) / ${halfLifeDays}::float8)) filter (where recent) as weighted,
        coalesce(sum(units) filter (where recent), 0) as lately,
        coalesce(sum(units) filter (where not recent), 0) / ${weeksBefore}::float8 as before
      from (select *, day > ${today}::date - ${recentDays}::int as recent from product_sale
            where day > ${today}::date - ${windowDays}::int) sale
      group by product_id),
    rising as (
      select s.product_id, e.lineage, e.amounts, (s.lately - s.before) * (1 + s.weighted / s.lately) / sqrt(s.before + 4) as score
      from sold s join catalog_entry e on e.product_id = s.product_id
      where e.status = 'active' and e.in_stock and s.lately >= ${unitsMin} and s.lately > s.before),
    ranked as (
      select category_id, product_id, score,
        row_number() over (partition by category_id, currency order by score desc, product_id) as place
      from rising, unnest(lineage || ${everywhere}::uuid) as category_id, jsonb_object_keys(amounts) as currency),
    fresh as (select distinct category_id, product_id, score from ranked where place <= ${placesMax}),
    gone as (
      delete from trending t where not exists (
        select from fresh f where f.category_id = t.category_id and f.product_id = t.product_id)
      returning t.category_id),
    came as (
      select f.category_id from fresh f where not exists (
        select from trending t where t.category_id = f.category_id and t.product_id = f.product_id)),
    written as (
      insert into trending (category_id, product_id, score) select category_id, product_id, score from fresh
      on conflict (category_id, product_id) do update set score = excluded.score)
    select category_id as "categoryId" from gone union select category_id from came`;
  return changed.parse(rows).map(({ categoryId }) => categoryId);
}
