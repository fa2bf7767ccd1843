import type { Logger } from "pino";
import { waitAtMost } from "@/lib/core/wait-at-most";
import type { Db } from "@/lib/db/client";
import type { PaymentProvider } from "@/lib/payments/provider";
import { cancelOrder, type Ending } from "./lapse-order";
import type { Actor } from "./order";

/** How long somebody stays at a button for Stripe to close the payment page, or to call a voucher off. */
const patienceMs = 8_000;

/**
 * Calls an unpaid order off if Stripe answers in time; null otherwise: nobody knows then that it is unpaid. A call that is
 * under way comes to its own end.
 */
export async function cancelInTime(
  db: Db,
  provider: PaymentProvider,
  order: { customerId: string; orderId: string },
  { actor, log, now }: { actor: Actor; log: Logger; now: Date },
): Promise<Ending | null> {
  const cancelled = cancelOrder(db, provider, order, now, actor).catch((error: unknown) => {
    log.warn({ err: error, orderId: order.orderId }, "the order could not be called off yet");
    return null;
  });
  return waitAtMost(patienceMs, cancelled);
}
