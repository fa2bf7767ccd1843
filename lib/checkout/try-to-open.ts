import type { Logger } from "pino";
import { waitAtMost } from "@/lib/core/wait-at-most";
import type { Db } from "@/lib/db/client";
import { openPayment } from "@/lib/orders/open-payment";
import type { PaymentProvider } from "@/lib/payments/provider";
import { paymentLabels } from "./payment-labels";
import type { OrderRef } from "./place-order";

/** How long a shopper stays at a button that was pressed: the order's page is a better place to wait. */
const shopperMs = 8_000;

/**
 * The hosted page at once when Stripe answers in time; null otherwise: the job opens it, and the order's page waits for it.
 * A call that is under way then comes to its own end: it bears the job's key, and the first to come back writes it down.
 */
export async function tryToOpen(
  db: Db,
  provider: PaymentProvider,
  order: OrderRef,
  { log, now, patienceMs = shopperMs }: { log: Logger; now: Date; patienceMs?: number },
): Promise<string | null> {
  const opened = openPayment(db, provider, order, paymentLabels, now).catch((error: unknown) => {
    log.warn({ err: error, orderId: order.orderId }, "the payment page could not be opened yet");
    return null;
  });
  return waitAtMost(patienceMs, opened);
}
