import type { Db } from "@/lib/db/client";

/** The order a shopper left on the payment page: its things are no longer in the cart, so the cart says where they are. */
export function readWaitingOrder(
  db: Db,
  customerId: string,
): Promise<{ customerId: string; orderId: string; number: string } | null> {
  return db.order.findFirst({
    where: { customerId, status: "pending_payment" },
    orderBy: { placedAt: "desc" },
    select: { customerId: true, orderId: true, number: true },
  });
}
