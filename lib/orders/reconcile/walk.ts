import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { readShopState, writeShopState } from "@/lib/db/shop-state";
import type { Page, Window } from "@/lib/payments/provider";
import { isReached } from "./place";

const stretchMs = 60 * 60_000;
/** The first time, so far back. */
const reachMs = days(1);

const placeSchema = z.object({ from: z.coerce.date(), until: z.coerce.date(), after: z.string().nullable() });
type Place = z.infer<typeof placeSchema>;

export interface Walk {
  /** Of the place that is remembered. */
  name: string;
  /** What is younger is left to the webhooks. */
  lagMs: number;
  pagesMax: number;
  now: Date;
}

/**
 * Walks what the provider lists, a stretch of time after the other, a page at a time, and remembers the place after
 * each page: killed, the next run goes on there, and a page seen twice changes nothing. From a place that is still to come it
 * begins anew.
 */
export async function walk<T>(
  db: Db,
  { name, lagMs, pagesMax, now }: Walk,
  list: (window: Window) => Promise<Page<T>>,
  visit: (items: T[]) => Promise<void>,
): Promise<void> {
  const end = new Date(now.getTime() - lagMs);
  const known = await readPlace(db, name);
  let place = known && isReached(known.from, now) ? known : stretch(new Date(now.getTime() - reachMs), end);
  for (let pages = 0; pages < pagesMax; pages += 1) {
    if (place.from >= end) break;
    const { from, after } = place;
    const until = after ? place.until : stretch(from, end).until;
    const page = await list({ from, until, ...(after ? { after } : {}) });
    await visit(page.items);
    place = page.next ? { from, until, after: page.next } : stretch(until, end);
    await writePlace(db, name, place, now);
  }
}

/** Until when a walk has seen everything; null before its first page. */
export async function walkedUntil(db: Db, name: string): Promise<Date | null> {
  return (await readPlace(db, name))?.from ?? null;
}

/** From there, an hour or until where there is nothing to see yet. */
function stretch(from: Date, end: Date): Place {
  const until = new Date(Math.min(from.getTime() + stretchMs, Math.max(end.getTime(), from.getTime())));
  return { from, until, after: null };
}

const keyOf = (name: string) => `reconcile.${name}`;

async function readPlace(db: Db, name: string): Promise<Place | null> {
  const value = await readShopState(db, keyOf(name));
  return value === null ? null : placeSchema.parse(JSON.parse(value));
}

const writePlace = (db: Db, name: string, place: Place, now: Date): Promise<void> =>
  writeShopState(db, keyOf(name), JSON.stringify(place), now);
