import type { Db } from "@/lib/db/client";
import type { CheckoutState } from "@/lib/payments/provider";

interface OrderKey {
  customerId: string;
  orderId: string;
}

type Page = Pick<CheckoutState, "sessionId" | "order" | "reference">;

/** Whose a hosted page says it is, by the first of its two names; null where it bears neither. */
export function isNamedFor({ order, reference }: Page, { customerId, orderId }: OrderKey): boolean | null {
  if (order) return order.customerId === customerId && order.orderId === orderId;
  return reference === null ? null : reference === orderId;
}

/** The order of a page: as it says or, where its name was taken off, as was written down when it was opened. */
export async function findPageOrder(db: Db, { order, sessionId }: Page): Promise<OrderKey | null> {
  if (order) return order;
  return db.paymentSession.findUnique({ where: { sessionId }, select: { customerId: true, orderId: true } });
}
