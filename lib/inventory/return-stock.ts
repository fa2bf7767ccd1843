import type { Tx } from "@/lib/db/client";
import { type Claim, claimHolds } from "./claim-holds";
import { tellBackInStock } from "./tell-stock";

/**
 * Puts sold units back on a shelf: a return that is fit to be sold again, on that of the place it came to, or a line
 * called off after it was paid, on the one it never left. They no longer count as sold, nor against what their buyer may
 * have. Goods that come back unfit stay sold, and only no longer count against the buyer. Asked for more than was sold (a
 * return told twice), it takes what there is and returns how many that were.
 */
export async function returnStock(tx: Tx, back: Claim): Promise<number> {
  const returned = await claimHolds(tx, "returned", back);
  if (returned > 0) await tellBackInStock(tx, back.lines);
  return returned;
}
