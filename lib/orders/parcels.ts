import { z } from "zod";

/** What an event `shipped` tells. Parcels of before there were several to a fulfilment bear its id and name no lines. */
const shippedSchema = z
  .object({
    shipmentId: z.string().optional(),
    fulfilmentId: z.string(),
    merchantId: z.string().optional(),
    carrier: z.string(),
    tracking: z.string(),
    lines: z.array(z.object({ lineId: z.string(), quantity: z.number() })).default([]),
  })
  .transform((told) => ({ ...told, shipmentId: told.shipmentId ?? told.fulfilmentId }));
const deliveredSchema = z.object({ shipmentId: z.string() });

/** A parcel of an order, as its buyer is told of it. */
export type Parcel = z.output<typeof shippedSchema> & { at: Date; deliveredAt: Date | null };

interface Event {
  type: string;
  data: unknown;
  at: Date;
}

/** The parcels that have left, first to last, read off the order's history. */
export function parcelsOf(events: readonly Event[]): Parcel[] {
  const arrivals = new Map(
    events.flatMap(({ type, data, at }) => {
      const told = type === "delivered" ? deliveredSchema.safeParse(data) : null;
      return told?.success ? [[told.data.shipmentId, at] as const] : [];
    }),
  );
  return events.flatMap(({ type, data, at }) => {
    const told = type === "shipped" ? shippedSchema.safeParse(data) : null;
    return told?.success ? [{ ...told.data, at, deliveredAt: arrivals.get(told.data.shipmentId) ?? null }] : [];
  });
}

/** How many units of each line have left. Read under the lock of the order, no unit is shipped and cancelled at once. */
export function shippedUnits(events: readonly Event[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { lineId, quantity } of parcelsOf(events).flatMap(({ lines }) => lines))
    units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return units;
}
