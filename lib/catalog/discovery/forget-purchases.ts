import { z } from "zod";
import { days } from "@/lib/core/clock";
import { nilId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { weightAt } from "./count-purchases";

/** What weighs less than a single basket of so long ago was bought in none since. */
const keptDays = 180;
const productsEach = 200;
const sliceSeconds = 20;
const firstPlace = nilId;

const rows = z.array(z.object({ productId: z.string() }));

/**
 * The nightly job: forgets pairs that nobody bought for half a year, and what is known of products that are no more, on
 * either side of a pair. A slice a job, so that it neither holds a worker for hours nor begins anew when it is killed.
 */
export async function forgetPurchases(
  db: Db,
  after: string | null,
  now: Date,
  { secondsMax = sliceSeconds } = {},
): Promise<void> {
  const end = performance.now() + secondsMax * 1_000;
  for (let place = after ?? firstPlace; ; ) {
    const productIds = await db.$transaction((tx) => forgetAfter(tx, place, now), { timeout: 60_000 });
    const last = productIds.at(-1);
    if (!last || productIds.length < productsEach) return;
    place = last;
    if (performance.now() < end) continue;
    await enqueue(db, "purchases.forget", { after: place }, { key: sliceKey });
    return;
  }
}

/**
 * The next products, by the primary keys of the three tables. Whoever counts purchases takes the rows of demand first and
 * in the order of their keys, and so does this: the rows of a product's pairs are only its own then.
 */
async function forgetAfter(tx: Tx, after: string, now: Date): Promise<string[]> {
  const found = rows.parse(
    await tx.$queryRaw`
      select product_id as "productId" from product_demand where product_id > ${after}::uuid
      order by product_id limit ${productsEach} for update`,
  );
  const productIds = found.map(({ productId }) => productId);
  const weightMin = weightAt(new Date(now.getTime() - days(keptDays)));
  await tx.$executeRaw`
    delete from co_purchase c where product_id = any(${productIds}::uuid[]) and (
      weight < ${weightMin}::float8
      or not exists (select from catalog_entry e where e.product_id = c.product_id)
      or not exists (select from catalog_entry e where e.product_id = c.other_id))`;
  await tx.$executeRaw`
    delete from bought_together b where product_id = any(${productIds}::uuid[]) and not exists (
      select from co_purchase c where c.product_id = b.product_id and c.other_id = b.other_id)`;
  await tx.$executeRaw`
    delete from product_demand d where product_id = any(${productIds}::uuid[]) and (
      weight < ${weightMin}::float8 or not exists (select from catalog_entry e where e.product_id = d.product_id))`;
  return productIds;
}
