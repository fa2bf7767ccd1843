import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";

/** Any order of the shop's, for its operators: whoever else asks has to be its buyer or have a part in it. */
export async function findOrderByNumber(
  db: Db,
  number: string,
): Promise<{ customerId: string; orderId: string; currency: Currency } | null> {
  const key = await db.orderNumber.findUnique({ where: { number }, select: { customerId: true, orderId: true } });
  if (!key) return null;
  const order = await db.order.findUnique({ where: { customerId_orderId: key }, select: { currency: true } });
  return order && { ...key, currency: currencySchema.parse(order.currency) };
}
