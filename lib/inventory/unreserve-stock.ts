import type { Tx } from "@/lib/db/client";
import { type Claim, claimHolds } from "./claim-holds";
import { tellBackInStock } from "./tell-stock";

/**
 * Gives back what was reserved for an order that is not coming, of each line as many units as its quantity says. What the
 * order has adopted, or was given back before, stays as it is. Returns the units given back.
 */
export async function unreserveStock(tx: Tx, reserved: Claim): Promise<number> {
  const released = await claimHolds(tx, "unreserved", reserved);
  if (released > 0) await tellBackInStock(tx, reserved.lines);
  return released;
}
