import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { type DropSignal, dropStatuses } from "./drop";

const rows = z.array(
  z.object({
    status: z.enum(dropStatuses),
    opensAt: z.date(),
    placedThrough: z.number(),
    admittedThrough: z.number(),
    pacePerSecond: z.number(),
    free: z.number(),
  }),
);

/**
 * A product's latest drop, closed ones included: who waits must learn of the end. Whether something is left is read off
 * the stock itself, so that it is known the moment the last unit is held, and not when a job next looks.
 */
export async function readDrop(db: Db | Tx, productId: string): Promise<DropSignal | null> {
  const [drop] = rows.parse(
    await db.$queryRaw`
      SELECT status::text, opens_at AS "opensAt", placed_through AS "placedThrough", admitted_through AS "admittedThrough",
        pace_per_second AS "pacePerSecond",
        (SELECT coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int
           FROM stock_level WHERE product_id = ${productId}::uuid) AS free
      FROM "drop" WHERE product_id = ${productId}::uuid ORDER BY drop_id DESC LIMIT 1`,
  );
  if (!drop) return null;
  const { free, opensAt, ...rest } = drop;
  return { ...rest, opensAt: opensAt.toISOString(), soldOut: free === 0 && drop.status !== "scheduled" };
}
