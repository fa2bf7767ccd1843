import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import { isOver } from "./dispute";

/** Disputes about an order that are not over, the oldest first. */
export async function readOpenDisputes(db: Db, { customerId, orderId }: { customerId: string; orderId: string }) {
  const found = await db.dispute.findMany({
    where: { customerId, orderId },
    orderBy: [{ createdAt: "asc" }, { disputeId: "asc" }],
    select: { disputeId: true, status: true, reason: true, amount: true, currency: true, dueBy: true },
  });
  return found
    .filter(({ status }) => !isOver(status))
    .map(({ currency, ...dispute }) => ({ ...dispute, currency: currencySchema.parse(currency) }));
}
