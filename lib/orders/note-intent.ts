import type { Tx } from "@/lib/db/client";
import { StrangeAnswer } from "@/lib/payments/provider";

/**
 * Whose payment it is, for whoever asks by its id. False: it was known. One payment is never two orders': where it is
 * known as another's, nothing of it may be written down here, nor given back.
 */
export async function noteIntent(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  paymentIntentId: string,
): Promise<boolean> {
  const noted = await tx.$executeRaw`
    INSERT INTO payment_intent (payment_intent_id, customer_id, order_id)
    VALUES (${paymentIntentId}, ${customerId}::uuid, ${orderId}::uuid) ON CONFLICT (payment_intent_id) DO NOTHING`;
  if (noted === 1) return true;
  const known = await tx.paymentIntent.findUnique({ where: { paymentIntentId }, select: { orderId: true } });
  if (known?.orderId === orderId) return false;
  throw new StrangeAnswer(`${paymentIntentId} is order ${known?.orderId}'s, and was told of for ${orderId}`);
}
