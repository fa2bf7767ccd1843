import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";

/** `confirmed`, or a kind and the id of what it is about: `shipped:<shipment id>`. */
export type NoticeCause =
  | "confirmed"
  | `link:${string}`
  | "payment_failed"
  | "payment_lost"
  | "cancelled"
  | `lines_cancelled:${string}`
  | `shipped:${string}`
  | `delivered:${string}`
  | `refunded:${string}`
  | `refund_failed:${string}`
  | `return_requested:${string}`
  | `return_approved:${string}`
  | `return_rejected:${string}`
  | `return_received:${string}`
  | `return_settled:${string}`
  | `exchanged:${string}`;

/** Owes the buyer one message for a cause, in the transaction that causes it, however often the cause is told. */
export async function oweNotice(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  cause: NoticeCause,
  now: Date,
): Promise<void> {
  const { count } = await tx.notice.createMany({
    data: [{ customerId, orderId, cause, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 1) await enqueue(tx, "mail.send", { customerId, orderId, cause }, { key: `${orderId}:${cause}` });
}
