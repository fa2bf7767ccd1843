import type { Tx } from "@/lib/db/client";
import { type Claim, claimHolds } from "./claim-holds";
import { tellBackInStock } from "./tell-stock";

/**
 * Gives held units of an order back: of each line as many as its quantity says, so a part of an order can be given up
 * too. What is sold or released already stays as it is, so twice is as good as once. Returns the units given back.
 */
export async function releaseHolds(tx: Tx, release: Claim): Promise<number> {
  const released = await claimHolds(tx, "released", release);
  if (released > 0) await tellBackInStock(tx, release.lines);
  return released;
}
