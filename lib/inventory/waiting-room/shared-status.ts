import type { Db } from "@/lib/db/client";
import type { DropSignal } from "./drop";
import { readDrop } from "./read-drop";

/** Together with a second in a CDN and the waiters' own pace, sold out is told within two seconds. */
const keptMs = 200;
const productsMax = 500;

const kept = new Map<string, { until: number; signal: Promise<DropSignal | null> }>();

/** `readDrop` for however many ask: one read for each product and fifth of a second, in each process. */
export function sharedStatus(db: Db, productId: string, now: Date): Promise<DropSignal | null> {
  const found = kept.get(productId);
  if (found && found.until > now.getTime()) return found.signal;
  if (kept.size >= productsMax) kept.clear();
  const signal = readDrop(db, productId);
  kept.set(productId, { until: now.getTime() + keptMs, signal });
  // A failed read is not kept: the next one asks anew.
  signal.catch(() => kept.delete(productId));
  return signal;
}
