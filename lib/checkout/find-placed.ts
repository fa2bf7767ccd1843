import { isDeepStrictEqual } from "node:util";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { OrderRef, OrderWish } from "./place-order";
import type { PlaceOrderError } from "./refusal";
import { shipTo } from "./write-order";

/**
 * The order that this form's key has become already, if any. Its answer may have been lost, and the form mended before it
 * was sent again: an order goes where it was first sent, so the shopper has to be told.
 */
export async function findPlaced(db: Db, wish: OrderWish): Promise<Result<OrderRef, PlaceOrderError> | null> {
  const { customerId, form } = wish;
  const found = await db.order.findUnique({
    where: { customerId_idempotencyKey: { customerId, idempotencyKey: form.idempotencyKey } },
    select: { orderId: true, email: true, shipTo: true, shippingMethod: true },
  });
  if (!found) return null;
  const order = { customerId, orderId: found.orderId };
  const isSame =
    found.email === form.email &&
    found.shippingMethod === form.shippingMethod &&
    isDeepStrictEqual(found.shipTo, shipTo(wish));
  return isSame ? ok(order) : err({ code: "placed_before", ...order });
}
