import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { readPlace } from "./read-place";

/** No shopper yet: nobody has this id. */
const nobody = nilId;

/** Whether the shopper has to wait for nothing: a hint for pages. The order itself asks again. */
export async function mayOrder(
  db: Db,
  { productId, ticketId }: { productId: string; ticketId: string | null },
  now: Date,
): Promise<boolean> {
  const own = await readPlace(db, { productId, ticketId: ticketId ?? nobody });
  return own === null || (own.admittedUntil !== null && new Date(own.admittedUntil) > now);
}
