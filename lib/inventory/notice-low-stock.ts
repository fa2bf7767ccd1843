import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { readLowStockAt } from "./low-stock";

const leftSchema = z.array(
  z.object({
    merchantId: z.string(),
    sku: z.string(),
    title: z.string(),
    free: z.number(),
    lowStockAt: z.number().nullable(),
  }),
);
const riseSchema = z.array(z.object({ entryId: z.string() }));

/**
 * Tells a merchant that a variant runs low, if it still does: once for each dip. While it may be sold ahead, that is left to
 * sell as well. A dip ends when units arrive (counted, received or returned) and more are free then than is few, so its name
 * is that arrival's entry in the ledger; a unit that comes back to a few begins no new one, nor do holds that come and go.
 */
export async function noticeLowStock(
  db: Db,
  { productId, variantId }: { productId: string; variantId: string },
  now: Date,
): Promise<"told" | "known" | "enough"> {
  return inTransaction(db, async (tx) => {
    const [left] = leftSchema.parse(
      await tx.$queryRaw`
        SELECT p.merchant_id AS "merchantId", v.sku, coalesce(t.title, p.handle) AS title, s.free, v.low_stock_at AS "lowStockAt"
        FROM product p
        JOIN variant v ON v.product_id = p.product_id AND v.product_id = ${productId}::uuid
        LEFT JOIN product_translation t ON t.product_id = ${productId}::uuid AND t.language = 'en'
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int AS free FROM stock_level
           WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid) s
        WHERE p.product_id = ${productId}::uuid AND v.variant_id = ${variantId}::uuid`,
    );
    if (!left) return "enough";
    const { merchantId, lowStockAt, ...told } = left;
    const few = lowStockAt ?? (await readLowStockAt(tx, merchantId));
    if (told.free > few) return "enough";
    const rise = await lastRise(tx, { productId, variantId, free: told.free, few });
    const cause = `low-stock:${variantId}:${rise ?? "first"}`;
    const data = { ...told, productId, variantId };
    const { count } = await tx.merchantNotice.createMany({
      data: [{ merchantId, cause, type: "low_stock", data, createdAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return "known";
    await enqueue(tx, "mail.merchant", { merchantId, cause }, { key: `${merchantId}:${cause}` });
    await enqueue(tx, "webhooks.publish", { merchantId, eventId: newId(), type: "stock.low", data });
    return "told";
  });
}

/**
 * The last arrival after which more was free than is few: the ledger, taken back from what is free now. Read newest first by
 * stock_ledger (product_id, variant_id, at), and no further than that arrival.
 */
async function lastRise(
  tx: Tx,
  { productId, variantId, free, few }: { productId: string; variantId: string; free: number; few: number },
): Promise<string | null> {
  const [rise] = riseSchema.parse(
    await tx.$queryRaw`
      SELECT entry_id AS "entryId" FROM (
        SELECT entry_id, at, change, on_hand_delta, ${free}::int - coalesce(sum(on_hand_delta - held_delta) OVER (
            ORDER BY at DESC, entry_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS free
          FROM stock_ledger WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid
      ) entry
      WHERE on_hand_delta > 0 AND change IN ('received', 'adjusted', 'returned') AND free > ${few}::int
      ORDER BY at DESC, entry_id DESC LIMIT 1`,
  );
  return rise?.entryId ?? null;
}
