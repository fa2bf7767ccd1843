import { z } from "zod";
import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { readShopState, writeShopState } from "@/lib/db/shop-state";

/** How far a list of payments has been gone through, by when they changed. */
export interface Place {
  at: Date;
  orderId: string;
}

const firstOrderId = nilId;
const placeSchema = z.object({ at: z.coerce.date(), orderId: z.guid() });

/** Before everything that changed then. */
export const placeAt = (at: Date): Place => ({ at, orderId: firstOrderId });

/**
 * Whether a list may be gone on with from there. A place that is still to come was reached by a process whose clock was ahead:
 * it has passed over what changed since, and the list is gone through anew.
 */
export const isReached = (at: Date, now: Date): boolean => at <= now;

/** A place that an earlier release wrote is a moment alone. */
export async function readPlace(db: Db, key: string): Promise<Place | null> {
  const value = await readShopState(db, key);
  if (value === null) return null;
  return value.startsWith("{") ? placeSchema.parse(JSON.parse(value)) : placeAt(new Date(value));
}

export const writePlace = (db: Db, key: string, place: Place, now: Date): Promise<void> =>
  writeShopState(db, key, JSON.stringify(place), now);
