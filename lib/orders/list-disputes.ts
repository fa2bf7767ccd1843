import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { TextCursor } from "@/lib/http/text-cursor";

export type DisputeRow = Awaited<ReturnType<typeof listDisputes>>["rows"][number];

/** Disputes, the newest first: all of the shop's, or those about one merchant's goods. */
export async function listDisputes(
  db: Db,
  { merchantId, after, pageSize }: { merchantId?: string; after: TextCursor | null; pageSize: number },
) {
  const found = await db.dispute.findMany({
    where: {
      ...(merchantId ? { order: { lines: { some: { merchantId } } } } : {}),
      ...(after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, disputeId: { lt: after.id } }] } : {}),
    },
    orderBy: [{ createdAt: "desc" }, { disputeId: "desc" }],
    take: pageSize + 1,
    select: {
      customerId: true,
      orderId: true,
      disputeId: true,
      status: true,
      reason: true,
      amount: true,
      currency: true,
      dueBy: true,
      createdAt: true,
      order: { select: { number: true, payment: { select: { paymentIntentId: true } } } },
    },
  });
  const rows = found.slice(0, pageSize).map(({ order, currency, ...row }) => ({
    ...row,
    currency: currencySchema.parse(currency),
    orderNumber: order.number,
    paymentIntentId: order.payment?.paymentIntentId ?? null,
  }));
  const last = rows.at(-1);
  return { rows, next: found.length > pageSize && last ? { at: last.createdAt, id: last.disputeId } : null };
}
