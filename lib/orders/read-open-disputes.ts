import type { Db } from "@/lib/db/client";
import { isOver } from "./dispute";
import { disputedMoney } from "./disputed-money";

/** Disputes about an order that are not over, the oldest first. */
export async function readOpenDisputes(db: Db, { customerId, orderId }: { customerId: string; orderId: string }) {
  const order = { customerId, orderId };
  const found = await db.dispute.findMany({
    where: order,
    orderBy: [{ createdAt: "asc" }, { disputeId: "asc" }],
    select: { disputeId: true, status: true, reason: true, amount: true, currency: true, dueBy: true },
  });
  const open = found.filter(({ status }) => !isOver(status));
  if (open.length === 0) return [];
  const taken = await db.payment.findUniqueOrThrow({
    where: { customerId_orderId: order },
    select: { capturedAmount: true, currency: true },
  });
  return open.map((dispute) => ({ ...dispute, ...disputedMoney(dispute, taken) }));
}
