import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";

const keptDays = 30;

const keys = z.array(z.object({ productId: z.string(), dropId: z.string() }));

/** Forgets who waited in drops that have long been closed, drop by drop. Returns how many places went. */
export async function forgetPlaces(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - days(keptDays));
  const closed = keys.parse(
    await db.$queryRaw`
      SELECT product_id AS "productId", drop_id AS "dropId" FROM "drop" d
       WHERE status = 'closed' AND updated_at < ${before}::timestamptz
         AND EXISTS (SELECT FROM drop_place p WHERE p.product_id = d.product_id AND p.drop_id = d.drop_id)`,
  );
  let gone = 0;
  for (const { productId, dropId } of closed)
    gone += await db.$executeRaw`
      DELETE FROM drop_place WHERE product_id = ${productId}::uuid AND drop_id = ${dropId}::uuid`;
  return gone;
}
