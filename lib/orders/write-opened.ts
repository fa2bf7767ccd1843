import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { paymentTransitions, statusesBefore } from "./order";

/**
 * An order's payment page is open: what the payment keeps of it and, the first time, the entry in its history. False: the
 * payment has a page already, or waits for none any more.
 */
export async function writeOpened(
  tx: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  page: { sessionId: string; url: string | null },
  now: Date,
): Promise<boolean> {
  const before = statusesBefore(paymentTransitions, "open");
  const opened = await tx.$executeRaw`
    WITH opened AS (
      UPDATE payment SET status = 'open', session_id = ${page.sessionId}, session_url = ${page.url}, last_error = NULL, updated_at = ${now}::timestamptz
       WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid AND status = ANY(${before}::payment_status[])
      RETURNING order_id
    )
    INSERT INTO order_event (customer_id, order_id, event_id, type, actor, at)
    SELECT ${customerId}::uuid, order_id, ${newId()}::uuid, 'payment_opened', 'stripe', ${now}::timestamptz FROM opened`;
  return opened > 0;
}
