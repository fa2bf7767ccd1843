import { z } from "zod";

const shipmentSchema = z.object({ fulfilmentId: z.string(), carrier: z.string(), tracking: z.string() });

/** One merchant's part of an order, as its carrier knows it. */
export type Parcel = z.infer<typeof shipmentSchema> & { at: Date };

/** The parcels that have left, first to last, read off the order's history. */
export function parcelsOf(events: readonly { type: string; data: unknown; at: Date }[]): Parcel[] {
  return events.flatMap((event) => {
    const shipment = event.type === "shipped" ? shipmentSchema.safeParse(event.data) : null;
    return shipment?.success ? [{ ...shipment.data, at: event.at }] : [];
  });
}
