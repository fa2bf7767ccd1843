import type { Tx } from "@/lib/db/client";
import { buyerOf } from "@/lib/inventory/buyer";
import { holdStock } from "@/lib/inventory/hold-stock";
import { readLocationOrder } from "@/lib/inventory/read-locations";
import type { StockLine } from "@/lib/inventory/stock";
import type { OrderView } from "../read-order";
import type { ReturnKey } from "./change-return";

interface Replacement {
  /** The order that is to have it. */
  orderId: string;
  lines: readonly StockLine[];
  /** As the order says whose units come back. */
  to: Pick<OrderView, "shipTo" | "email">;
  status: "reserved" | "held";
  expiresAt: Date;
  actor: string;
  now: Date;
}

/**
 * Sets a replacement aside, from what is there only. No limit a customer refuses it, for it stands in for units that were
 * counted; it counts itself, for those no longer do once they are back. False: it can't be had, and the caller's
 * transaction must roll back.
 */
export async function holdReplacement(
  tx: Tx,
  { merchantId }: ReturnKey,
  { to, ...hold }: Replacement,
): Promise<boolean> {
  const locations = await readLocationOrder(tx, [merchantId], to.shipTo.country);
  const held = await holdStock(tx, { ...hold, locations, buyer: buyerOf(to.email), isReplacement: true });
  return held.ok && held.value.expected.length === 0;
}
