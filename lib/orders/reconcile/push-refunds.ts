import type { Db } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import type { PaymentProvider } from "@/lib/payments/provider";
import { recordRefund } from "../record-refund";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const perRun = 100;

/** Refunds that should be done by now: one that was never sent is sent, one that is under way is asked about. */
export async function pushRefunds(db: Db, provider: PaymentProvider, now: Date): Promise<number> {
  const stuck = await db.refund.findMany({
    where: {
      OR: [
        { status: "due", createdAt: { lt: new Date(now.getTime() - hourMs) } },
        { status: "pending", createdAt: { lt: new Date(now.getTime() - dayMs) } },
      ],
    },
    orderBy: { updatedAt: "asc" },
    take: perRun,
    select: { customerId: true, orderId: true, refundId: true, status: true, paymentIntentId: true },
  });
  for (const { customerId, orderId, refundId, status, paymentIntentId } of stuck) {
    const key = { customerId, orderId };
    if (status === "due") await enqueue(db, "payments.refund", { ...key, refundId }, { key: refundId });
    else if (paymentIntentId)
      for (const refund of await provider.listRefunds(paymentIntentId)) await recordRefund(db, key, refund, now);
  }
  return stuck.length;
}
