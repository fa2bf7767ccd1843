import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { admissionMs, type OwnPlace } from "./drop";
import { readPlace } from "./read-place";

/**
 * Lets a shopper wait. One insert without a place, so that nobody waits for anybody to join; places are given in batches.
 * Joined again, the place is kept, unless its admission ran out: then the shopper stands at the end.
 */
export async function joinDrop(
  db: Db,
  { productId, ticketId }: { productId: string; ticketId: string },
  now: Date,
): Promise<Result<OwnPlace, { code: "not_found" }>> {
  const overSince = new Date(now.getTime() - admissionMs);
  await db.$executeRaw`
    INSERT INTO drop_place (product_id, drop_id, ticket_id, joined_at)
    SELECT product_id, drop_id, ${ticketId}::uuid, ${now}::timestamptz FROM "drop"
     WHERE product_id = ${productId}::uuid AND status IN ('scheduled', 'open', 'sold_out')
    ON CONFLICT (product_id, drop_id, ticket_id) DO UPDATE
       SET place = NULL, admitted_at = NULL, joined_at = EXCLUDED.joined_at
     WHERE drop_place.admitted_at <= ${overSince}::timestamptz`;
  const own = await readPlace(db, { productId, ticketId });
  return own ? ok(own) : err({ code: "not_found" });
}
