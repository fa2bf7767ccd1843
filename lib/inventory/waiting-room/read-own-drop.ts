import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { admissionMs, dropStatuses } from "./drop";

const rows = z.array(
  z.object({
    dropId: z.string(),
    status: z.enum(dropStatuses),
    opensAt: z.date(),
    pacePerSecond: z.number(),
    waiting: z.number(),
    admitted: z.number(),
    held: z.number(),
    sold: z.number(),
  }),
);

export type OwnDrop = z.infer<typeof rows>[number];

/** A product's latest drop with its numbers, for the merchant: how many wait, may buy now, have ordered, have paid. */
export async function readOwnDrop(
  db: Db,
  { merchantId, productId }: { merchantId: string; productId: string },
  now: Date,
): Promise<OwnDrop | null> {
  const since = new Date(now.getTime() - admissionMs);
  const [drop] = rows.parse(
    await db.$queryRaw`
      SELECT d.drop_id AS "dropId", d.status::text, d.opens_at AS "opensAt", d.pace_per_second AS "pacePerSecond",
        (SELECT count(*)::int FROM drop_place p
          WHERE p.product_id = ${productId}::uuid AND p.drop_id = d.drop_id AND p.admitted_at IS NULL) AS waiting,
        (SELECT count(*)::int FROM drop_place p
          WHERE p.product_id = ${productId}::uuid AND p.drop_id = d.drop_id AND p.admitted_at > ${since}::timestamptz) AS admitted,
        (SELECT coalesce(sum(l.held), 0)::int FROM stock_level l WHERE l.product_id = ${productId}::uuid) AS held,
        (SELECT coalesce(sum(s.sold_delta), 0)::int FROM stock_ledger s
          WHERE s.product_id = ${productId}::uuid AND s.at >= d.opens_at AND s.change IN ('sold', 'returned')) AS sold
      FROM "drop" d
      WHERE d.product_id = ${productId}::uuid
        AND EXISTS (SELECT FROM product o WHERE o.product_id = ${productId}::uuid AND o.merchant_id = ${merchantId}::uuid)
      ORDER BY d.drop_id DESC LIMIT 1`,
  );
  return drop ?? null;
}
