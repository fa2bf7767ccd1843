import type { Tx } from "@/lib/db/client";
import { type Claim, claimHolds } from "./claim-holds";
import { tellLowStock } from "./tell-stock";

/**
 * Turns all an order holds of these lines into sales. Returns how many units were held: fewer than the lines ask for
 * means they were not.
 */
export async function sellHolds(tx: Tx, sale: Omit<Claim, "reason">): Promise<number> {
  const sold = await claimHolds(tx, "sold", { ...sale, reason: "" });
  if (sold > 0) await tellLowStock(tx, sale.lines);
  return sold;
}
