import type { Db, Tx } from "@/lib/db/client";

/**
 * Where a return goes: the place that sent most of its units, for they belong on its shelf. The merchant's first one where
 * that place was closed since, or nothing says which it was.
 */
export async function readReturnPlace(
  db: Db | Tx,
  { merchantId, orderId, lineIds }: { merchantId: string; orderId: string; lineIds: readonly string[] },
) {
  const [parts, places] = await Promise.all([
    db.fulfilment.findMany({
      where: { merchantId, orderId },
      orderBy: { fulfilmentId: "asc" },
      select: { locationId: true, lines: { select: { lineId: true, shippedQuantity: true } } },
    }),
    db.location.findMany({
      where: { merchantId, OR: [{ active: true }, { locationId: merchantId }] },
      select: {
        locationId: true,
        line1: true,
        line2: true,
        postalCode: true,
        city: true,
        state: true,
        country: true,
      },
    }),
  ]);
  const sent = parts.map(({ locationId, lines }) => ({
    locationId,
    units: lines.reduce((sum, line) => sum + (lineIds.includes(line.lineId) ? line.shippedQuantity : 0), 0),
  }));
  const [most] = sent.filter(({ units }) => units > 0).toSorted((a, b) => b.units - a.units);
  const placeOf = (locationId: string | undefined) => places.find((place) => place.locationId === locationId) ?? null;
  return placeOf(most?.locationId) ?? placeOf(merchantId);
}
