import { z } from "zod";
import type { Db } from "@/lib/db/client";

/** How far a list of payments has been gone through, by when they changed. */
export interface Place {
  at: Date;
  orderId: string;
}

const firstOrderId = "00000000-0000-0000-0000-000000000000";
const placeSchema = z.object({ at: z.coerce.date(), orderId: z.guid() });

/** Before everything that changed then. */
export const placeAt = (at: Date): Place => ({ at, orderId: firstOrderId });

/** A place that an earlier release wrote is a moment alone. */
export async function readPlace(db: Db, key: string): Promise<Place | null> {
  const state = await db.shopState.findUnique({ where: { key }, select: { value: true } });
  if (!state) return null;
  return state.value.startsWith("{") ? placeSchema.parse(JSON.parse(state.value)) : placeAt(new Date(state.value));
}

export async function writePlace(db: Db, key: string, place: Place, now: Date): Promise<void> {
  const value = JSON.stringify(place);
  await db.shopState.upsert({
    where: { key },
    create: { key, value, updatedAt: now },
    update: { value, updatedAt: now },
    select: { key: true },
  });
}
