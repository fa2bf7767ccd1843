import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { JobPayload } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";
import { oweMerchantNotice } from "@/lib/merchants/owe-merchant-notice";

interface Tale {
  type: "dispute.created" | "dispute.closed" | "payment.lost" | "payment.fraud_warning";
  /** With the type, so that it is told once. */
  cause: string;
  data: JobPayload<"webhooks.publish">["data"];
}

/**
 * Tells all whose goods an order has what befell its payment: their people by mail, their systems by webhook. In the transaction
 * that causes it, which sees to it that it is caused once.
 */
export async function tellMerchants(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  { type, cause, data }: Tale,
  now: Date,
): Promise<void> {
  const { number, lines } = await tx.order.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: { number: true, lines: { select: { merchantId: true } } },
  });
  for (const merchantId of new Set(lines.map((line) => line.merchantId))) {
    const told = { ...data, orderId, orderNumber: number };
    await oweMerchantNotice(tx, merchantId, { cause: `${type}:${cause}`, type, data: told }, now);
    await enqueue(tx, "webhooks.publish", { merchantId, eventId: newId(), type, data: told });
  }
}
