import type { Db, Tx } from "@/lib/db/client";

/** A merchant's places that hold stock, in the merchant's order. The first has the merchant's own id. */
export function readLocations(db: Db | Tx, merchantId: string) {
  return db.location.findMany({
    where: { merchantId },
    orderBy: [{ position: "asc" }, { createdAt: "asc" }, { locationId: "asc" }],
    select: { locationId: true, name: true, city: true, country: true, position: true, active: true },
  });
}

/** Where to take stock from first for a parcel to that country: from within it, else in the merchants' own order. */
export async function readLocationOrder(tx: Tx, merchantIds: readonly string[], country: string): Promise<string[]> {
  const locations = await tx.location.findMany({
    where: { merchantId: { in: [...new Set(merchantIds)] }, active: true },
    orderBy: [{ position: "asc" }, { createdAt: "asc" }, { locationId: "asc" }],
    select: { locationId: true, country: true },
  });
  const abroad = (location: { country: string }) => (location.country === country ? 0 : 1);
  return locations.toSorted((a, b) => abroad(a) - abroad(b)).map(({ locationId }) => locationId);
}
