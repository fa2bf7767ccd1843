import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueMany } from "@/lib/jobs/enqueue-many";

const batchMax = 500;

/**
 * Has everybody told who waits for a variant, if it is on sale and there is something to buy. Each is claimed by one conditional update in
 * the transaction that enqueues the mail: told once, however often stock comes back.
 */
export async function notifyWatchers(
  db: Db,
  { productId, variantId }: { productId: string; variantId: string },
  now: Date,
): Promise<number> {
  let told = 0;
  for (;;) {
    const claimed = await inTransaction(db, async (tx) => {
      const watchers = z.array(z.object({ email: z.string() })).parse(
        await tx.$queryRaw`
          UPDATE stock_watch SET notified_at = ${now}::timestamptz
           WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND notified_at IS NULL AND email IN (
             SELECT email FROM stock_watch
              WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND notified_at IS NULL
              ORDER BY created_at, email LIMIT ${batchMax}
           ) AND EXISTS (SELECT FROM product WHERE product_id = ${productId}::uuid AND status = 'active') AND EXISTS (
             SELECT FROM stock_level
              WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND on_hand + oversell_max > held)
          RETURNING email`,
      );
      const mails = watchers.map(({ email }) => ({
        payload: { productId, variantId, email },
        key: `${variantId}:${email}`,
      }));
      await enqueueMany(tx, "mail.watch", mails);
      return watchers.length;
    });
    told += claimed;
    if (claimed < batchMax) return told;
  }
}
