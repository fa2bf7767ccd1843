import type { Tx } from "@/lib/db/client";
import { admissionMs } from "./drop";

/**
 * Uses up the shopper's admissions to products that stand behind a waiting room, in the order's own
 * transaction: one admission, one order, and none lost when the order is refused. Returns a product whose admission is
 * missing, or null. Two orders of one shopper at once meet at the admission's row, and one of them gets it.
 */
export async function requireAdmission(
  tx: Tx,
  { ticketId, productIds }: { ticketId: string; productIds: readonly string[] },
  now: Date,
): Promise<string | null> {
  if (productIds.length === 0) return null;
  const since = new Date(now.getTime() - admissionMs);
  const missing = await tx.$queryRaw<{ productId: string }[]>`
    WITH live AS MATERIALIZED (
      SELECT product_id, drop_id FROM "drop"
       WHERE product_id = ANY(${productIds}::uuid[]) AND status IN ('scheduled', 'open', 'sold_out')
    ), used AS (
      DELETE FROM drop_place p USING live l
       WHERE p.product_id = ANY(${productIds}::uuid[]) AND p.product_id = l.product_id AND p.drop_id = l.drop_id
         AND p.ticket_id = ${ticketId}::uuid AND p.admitted_at > ${since}::timestamptz
      RETURNING p.product_id
    )
    SELECT product_id AS "productId" FROM live
     WHERE product_id = ANY(${productIds}::uuid[]) AND product_id NOT IN (SELECT product_id FROM used) LIMIT 1`;
  return missing[0]?.productId ?? null;
}
