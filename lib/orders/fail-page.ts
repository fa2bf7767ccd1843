import type { Db } from "@/lib/db/client";
import type { CheckoutState, PaymentProvider } from "@/lib/payments/provider";
import { failPayment } from "./fail-payment";

/** The page is done and nobody will pay what it is for any more: which try it was that failed, its payment knows. */
export async function failPage(
  db: Db,
  provider: PaymentProvider,
  order: { customerId: string; orderId: string },
  { sessionId, paymentIntentId }: Pick<CheckoutState, "sessionId" | "paymentIntentId">,
  now: Date,
): Promise<boolean> {
  const intent = paymentIntentId ? await provider.readIntent(paymentIntentId) : null;
  return failPayment(db, order, { sessionId, to: "failed", chargeId: intent?.failedChargeId ?? null }, now);
}
