import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { admissionMs, type OwnPlace } from "./drop";

const rows = z.array(z.object({ joined: z.boolean(), place: z.number().nullable(), admittedAt: z.date().nullable() }));

/** Where a shopper stands in the product's drop, by both keys; null when it has none that lives. */
export async function readPlace(
  db: Db | Tx,
  { productId, ticketId }: { productId: string; ticketId: string },
): Promise<OwnPlace | null> {
  const [row] = rows.parse(
    await db.$queryRaw`
      SELECT p.ticket_id IS NOT NULL AS joined, p.place, p.admitted_at AS "admittedAt"
        FROM "drop" d
        LEFT JOIN drop_place p ON p.product_id = ${productId}::uuid AND p.drop_id = d.drop_id AND p.ticket_id = ${ticketId}::uuid
       WHERE d.product_id = ${productId}::uuid AND d.status IN ('scheduled', 'open', 'sold_out')`,
  );
  if (!row) return null;
  const { admittedAt, ...own } = row;
  return { ...own, admittedUntil: admittedAt && new Date(admittedAt.getTime() + admissionMs).toISOString() };
}
