import type { Tx } from "@/lib/db/client";
import { holdStock } from "@/lib/inventory/hold-stock";
import { readLocationOrder } from "@/lib/inventory/read-locations";
import type { StockLine } from "@/lib/inventory/stock";
import type { ReturnKey } from "./change-return";

interface Replacement {
  /** The order that is to have it. */
  orderId: string;
  lines: readonly StockLine[];
  country: string;
  status: "reserved" | "held";
  expiresAt: Date;
  actor: string;
  now: Date;
}

/**
 * Sets a replacement aside, from what is there only. It is outside any limit a customer, for it stands in for units that
 * were counted. False: it can't be had, and the caller's transaction must roll back.
 */
export async function holdReplacement(
  tx: Tx,
  { merchantId }: ReturnKey,
  { country, ...hold }: Replacement,
): Promise<boolean> {
  const locations = await readLocationOrder(tx, [merchantId], country);
  const held = await holdStock(tx, { ...hold, locations });
  return held.ok && held.value.expected.length === 0;
}
