import type { Tx } from "@/lib/db/client";
import { type Claim, lockHolds } from "./claim-holds";
import { discountPurchase } from "./count-purchase";
import { inLockOrder, mergeLines } from "./stock";

/** Sold units that came back unfit: they stay sold, and no longer count against what their buyer may have. */
export async function uncountUnits(
  tx: Tx,
  { orderId, lines, now }: Pick<Claim, "orderId" | "lines" | "now">,
): Promise<void> {
  const holds = await lockHolds(tx, { orderId, lines }, "sold");
  for (const line of inLockOrder(mergeLines(lines))) {
    const counted = holds.find(({ variantId, buyer }) => variantId === line.variantId && buyer !== null);
    if (counted?.buyer) await discountPurchase(tx, line, counted.buyer, now);
  }
}
