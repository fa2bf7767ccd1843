import { cacheLife, cacheTag } from "next/cache";
import { lifetime, tags } from "@/lib/cache/tags";
import { utcDay } from "@/lib/core/clock";
import { db } from "@/lib/db/client";
import type { Locale } from "@/lib/i18n/markets";
import { readLive } from "./read-live";
import { shownFree } from "./shown-free";

export interface StockSnapshot {
  free: Record<string, number>;
  /** Of variants that leave later than today: the day. */
  shipsFrom: Record<string, string>;
  perCustomerMax: Record<string, number>;
  day: string;
}

/**
 * Stock as a static page is made with it: for its first paint and for search engines, at most a quarter of an hour
 * old. `day` is the day it was read, `yyyy-mm-dd`. The browser asks again, and the cart decides.
 */
export async function getStockSnapshot(productId: string, locale: Locale): Promise<StockSnapshot> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.product(productId));
  const now = new Date();
  const live = await readLive(db(), productId, locale, now);
  const variants = live?.variants ?? [];
  return {
    free: Object.fromEntries(variants.map(({ variantId, free }) => [variantId, shownFree(free)])),
    shipsFrom: Object.fromEntries(
      variants.flatMap(({ variantId, shipsFrom }) => (shipsFrom ? [[variantId, shipsFrom]] : [])),
    ),
    perCustomerMax: Object.fromEntries(
      variants.flatMap(({ variantId, perCustomerMax }) => (perCustomerMax ? [[variantId, perCustomerMax]] : [])),
    ),
    day: utcDay(now),
  };
}
