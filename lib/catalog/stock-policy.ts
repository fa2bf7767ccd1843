import { z } from "zod";
import { days, utcDay } from "@/lib/core/clock";

/** What happens when nothing is there: no sale, a sale delivered later, or a sale before the first delivery. */
export const stockPolicySchema = z.enum(["deny", "backorder", "preorder"]);
export type StockPolicy = z.infer<typeof stockPolicySchema>;

export interface Supply {
  stockPolicy: StockPolicy;
  /** The day the next units are expected. */
  shipsFrom: Date | null;
  /** Units that are there and not held. */
  present: number;
}

/**
 * The day so many units leave at the earliest, `yyyy-mm-dd`; null: at once. A preorder waits for its day even where
 * units have come in already. A day that has passed without the goods is told as tomorrow, until staff move it: the
 * shop never promises what isn't there.
 */
export function shipsFromOf({ stockPolicy, shipsFrom, present }: Supply, quantity: number, now: Date): string | null {
  const tomorrow = now.getTime() + days(1);
  const later = utcDay(new Date(Math.max(shipsFrom?.getTime() ?? 0, tomorrow)));
  if (stockPolicy === "preorder" && shipsFrom && later === utcDay(shipsFrom)) return later;
  return stockPolicy === "deny" || quantity <= present ? null : later;
}
