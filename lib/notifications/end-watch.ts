import type { Db } from "@/lib/db/client";
import type { WatchKey } from "./watch-token";

/** Nobody waits for the variant at this address any more. */
export async function endWatch(db: Db, { productId, variantId, email }: WatchKey): Promise<void> {
  await db.stockWatch.deleteMany({ where: { productId, variantId, email } });
}
