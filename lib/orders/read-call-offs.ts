import type { Tx } from "@/lib/db/client";
import { callOffTypes } from "./call-off";

/** What an order's history tells of calling its payment off, oldest first. */
export function readCallOffs(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<{ type: string; at: Date }[]> {
  return tx.orderEvent.findMany({
    where: { customerId, orderId, type: { in: [...callOffTypes] } },
    orderBy: [{ at: "asc" }, { eventId: "asc" }],
    select: { type: true, at: true },
  });
}
