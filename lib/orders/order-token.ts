import { signToken, verifyToken } from "@/lib/auth/signed-token";
import { fromShortId, shortId } from "@/lib/core/ids";

/** The signed link by which a guest sees an order: whoever holds it may look, nobody can guess it. */
export function orderToken(order: { customerId: string; orderId: string }, secret: string): string {
  return signToken("order", `${shortId(order.customerId)}${shortId(order.orderId)}`, secret);
}

/** The order behind a link, or null when we did not sign it. */
export function readOrderToken(token: string, secret: string): { customerId: string; orderId: string } | null {
  const payload = verifyToken("order", token, secret);
  if (payload?.length !== 44) return null;
  const customerId = fromShortId(payload.slice(0, 22));
  const orderId = fromShortId(payload.slice(22));
  return customerId && orderId ? { customerId, orderId } : null;
}
