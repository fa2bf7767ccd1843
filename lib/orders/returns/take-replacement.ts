import type { Tx } from "@/lib/db/client";
import { adoptHolds } from "@/lib/inventory/adopt-holds";
import { lockHolds } from "@/lib/inventory/claim-holds";
import { mergeLines } from "@/lib/inventory/stock";
import { unreserveStock } from "@/lib/inventory/unreserve-stock";
import type { OrderView } from "../read-order";
import type { ReturnKey } from "./change-return";
import { holdReplacement } from "./hold-replacement";
import type { PlannedExchange } from "./plan-exchange";
import type { Exchange } from "./read-exchange";

/**
 * Makes what was set aside at the approval the replacement order's own: as many units as were taken back, the rest is for
 * sale again. Where it was not kept so long, it is taken anew. False: it is gone, and the caller's transaction rolls back.
 */
export async function takeReplacement(
  tx: Tx,
  key: ReturnKey,
  old: Pick<OrderView, "shipTo" | "email">,
  exchange: Exchange,
  plan: PlannedExchange,
  actor: string,
  now: Date,
): Promise<boolean> {
  const { orderId } = exchange;
  if (orderId === null) return false;
  const lines = mergeLines(plan.lines);
  const there = await lockHolds(tx, { orderId, lines: exchange.lines }, "reserved");
  const reserved = mergeLines(there);
  const spare = reserved.map((line) => ({ ...line, quantity: line.quantity - (unitsOf(lines, line) ?? 0) }));
  const isKept = lines.every((line) => (unitsOf(reserved, line) ?? 0) >= line.quantity);
  const back = isKept ? spare.filter(({ quantity }) => quantity > 0) : reserved;
  if (back.length > 0)
    await unreserveStock(tx, { orderId, lines: back, actor, reason: "exchange of fewer units", now });
  if (isKept) return adoptHolds(tx, { orderId, lines, expiresAt: now });
  return holdReplacement(tx, key, { orderId, lines, to: old, status: "held", expiresAt: now, actor, now });
}

const unitsOf = (lines: readonly { variantId: string; quantity: number }[], { variantId }: { variantId: string }) =>
  lines.find((line) => line.variantId === variantId)?.quantity;
