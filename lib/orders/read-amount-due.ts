import { currencySchema } from "@/lib/core/currency-schema";
import type { Db, Tx } from "@/lib/db/client";
import { grossOfCalledOff } from "./refund";

/**
 * What of an order's payment the shop may take: all of it, less the units called off before the money was taken. Read
 * under the order's lock, it is what it says; without, it is a good guess that recordCapture puts right.
 */
export async function readAmountDue(
  tx: Tx | Db,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<number> {
  const order = await tx.order.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: {
      status: true,
      currency: true,
      taxIncluded: true,
      payment: { select: { amount: true } },
      lines: { select: { quantity: true, cancelledQuantity: true, totalAmount: true, taxAmount: true } },
    },
  });
  if (!order.payment || order.status === "cancelled" || order.status === "lapsed") return 0;
  const { taxIncluded } = order;
  const currency = currencySchema.parse(order.currency);
  return Math.max(0, order.payment.amount - grossOfCalledOff(order.lines, { taxIncluded, currency }));
}
