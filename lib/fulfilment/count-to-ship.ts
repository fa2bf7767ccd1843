import type { Db } from "@/lib/db/client";

/** Parcels the merchant still has to send. */
export function countToShip(db: Db, merchantId: string): Promise<number> {
  return db.fulfilment.count({ where: { merchantId, status: { in: ["to_pack", "partially_shipped"] } } });
}
