import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
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
    lastArrival: z.string().nullable(),
  }),
);

/**
 * Tells a merchant that a variant runs low, if it still does: once for each dip. A dip ends when units arrive (counted,
 * received or returned), so its name is the last arrival's entry in the ledger; holds that come and go begin no new one.
 */
export async function noticeLowStock(
  db: Db,
  { productId, variantId }: { productId: string; variantId: string },
  now: Date,
): Promise<"told" | "known" | "enough"> {
  return inTransaction(db, async (tx) => {
    const [left] = leftSchema.parse(
      await tx.$queryRaw`
        SELECT p.merchant_id AS "merchantId", v.sku, coalesce(t.title, p.handle) AS title, s.free, v.low_stock_at AS "lowStockAt", (
          SELECT entry_id FROM stock_ledger
           WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND on_hand_delta > 0 AND change IN ('received', 'adjusted', 'returned')
           ORDER BY at DESC, entry_id DESC LIMIT 1) AS "lastArrival"
        FROM product p
        JOIN variant v ON v.product_id = p.product_id AND v.product_id = ${productId}::uuid
        LEFT JOIN product_translation t ON t.product_id = ${productId}::uuid AND t.language = 'en'
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(on_hand - held), 0)::int AS free FROM stock_level
           WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid) s
        WHERE p.product_id = ${productId}::uuid AND v.variant_id = ${variantId}::uuid`,
    );
    if (!left) return "enough";
    const { merchantId, lastArrival, lowStockAt, ...told } = left;
    if (told.free > (lowStockAt ?? (await readLowStockAt(tx, merchantId)))) return "enough";
    const cause = `low-stock:${variantId}:${lastArrival ?? "first"}`;
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
