import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { gather } from "@/lib/db/gather";
import { reserveBatch } from "./reserve-batch";
import type { StockLine } from "./stock";

export interface Reservation {
  /** Of the order that is to have the units: derived from what makes the attempt one, so that asking twice takes once. */
  orderId: string;
  line: StockLine;
  locations: readonly string[];
  /** With the most that one buyer may have, where there is such a limit. */
  limit: { buyer: string; max: number } | null;
  expiresAt: Date;
  actor: string;
  now: Date;
}

export type ReserveError =
  | { code: "out_of_stock" }
  | { code: "limit_reached"; max: number }
  /** The order is there already, and has its units. */
  | { code: "known" };

/** `expected`: some of the units are not there yet. `isNew`: not set aside already by another asking for the same order. */
export type Reserved = Result<{ expected: boolean; isNew: boolean }, ReserveError>;

/** More than come in the few milliseconds of a transaction; it bounds the statement. */
const batchMax = 200;

const reserve = gather<Reservation, Reserved>(reserveBatch, { most: batchMax });

/**
 * Sets units of a SKU in a rush aside, before the order's own transaction: all who ask in the same few milliseconds are
 * served by one transaction, in the order they came, so that a thousand buyers a second don't queue up at a row. Durable
 * when it returns. Units that no order adopts (`adoptHolds`) are given back by the asking that set them aside
 * (`unreserveStock`), or, when its process has died, by the sweep at `expiresAt`. Several processes meet at the locked rows
 * of the variant.
 */
export function reserveStock(db: Db, wish: Reservation): Promise<Reserved> {
  return reserve(db, `${wish.line.productId} ${wish.line.variantId}`, wish);
}
