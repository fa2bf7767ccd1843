import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";

/** A merchant's places that hold stock, in the merchant's order. The first has the merchant's own id. */
export function readLocations(db: Db | Tx, merchantId: string) {
  return db.location.findMany({
    where: { merchantId },
    orderBy: [{ position: "asc" }, { createdAt: "asc" }, { locationId: "asc" }],
    select: {
      locationId: true,
      name: true,
      line1: true,
      line2: true,
      postalCode: true,
      city: true,
      state: true,
      country: true,
      position: true,
      active: true,
    },
  });
}

const kept = keep<Place[]>();

interface Place {
  locationId: string;
  country: string;
  position: number;
  createdAt: Date;
}

/** Where to take stock from first for a parcel to that country: from within it, else in the merchants' own order. */
export async function readLocationOrder(tx: Tx, merchantIds: readonly string[], country: string): Promise<string[]> {
  const places = [...(await kept(merchantIds, (missing) => readPlaces(tx, missing))).values()].flat();
  const abroad = (place: Place) => (place.country === country ? 0 : 1);
  return places
    .toSorted(
      (a, b) =>
        abroad(a) - abroad(b) ||
        a.position - b.position ||
        a.createdAt.getTime() - b.createdAt.getTime() ||
        (a.locationId < b.locationId ? -1 : 1),
    )
    .map(({ locationId }) => locationId);
}

async function readPlaces(tx: Tx, merchantIds: string[]): Promise<Map<string, Place[]>> {
  const rows = await tx.location.findMany({
    where: { merchantId: { in: merchantIds }, active: true },
    select: { merchantId: true, locationId: true, country: true, position: true, createdAt: true },
  });
  return Map.groupBy(rows, ({ merchantId }) => merchantId);
}
