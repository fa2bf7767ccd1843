import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { TextCursor } from "@/lib/http/text-cursor";
import { isUndecided } from "./dispute";
import { disputedMoney } from "./disputed-money";
import { costsOf, ownShare } from "./own-share";
import { isOwnIn, sumWithheld } from "./withheld";

export type DisputeRow = Awaited<ReturnType<typeof listDisputes>>["rows"][number];

/**
 * Disputes, the newest first: all of the shop's, or those about one merchant's goods; with what is kept back of their orders
 * (`withheld`) until the bank has decided. Of orders that others have a part in a merchant is told the own share, unless it is
 * who runs the shop (`operator`).
 */
export async function listDisputes(
  db: Db,
  {
    merchantId,
    operator = false,
    after,
    pageSize,
  }: { merchantId?: string; operator?: boolean; after: TextCursor | null; pageSize: number },
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
      order: {
        select: {
          number: true,
          currency: true,
          taxIncluded: true,
          shippingAmount: true,
          shippingTaxAmount: true,
          payment: { select: { paymentIntentId: true, capturedAmount: true } },
          events: { where: { type: "lines_cancelled" }, select: { type: true, actor: true, data: true } },
          refunds: { select: { refundId: true, amount: true } },
          lines: { select: { lineId: true, merchantId: true, totalAmount: true, taxAmount: true } },
        },
      },
    },
  });
  const whose = operator ? undefined : merchantId;
  const moneyOf = (order: (typeof found)[number]["order"], told: { amount: number; currency: string }) => {
    const taken = { capturedAmount: order.payment?.capturedAmount ?? 0, currency: order.currency };
    const money = disputedMoney(told, taken);
    return { ...money, amount: ownShare(money.amount, costsOf(order), whose) };
  };
  const rows = found.slice(0, pageSize).map(({ order, amount, currency, ...row }) => ({
    ...row,
    ...moneyOf(order, { amount, currency }),
    orderNumber: order.number,
    withheld: isUndecided(row.status)
      ? { amount: sumWithheld(order, isOwnIn(order.lines, whose)), currency: currencySchema.parse(order.currency) }
      : null,
    paymentIntentId: order.payment?.paymentIntentId ?? null,
  }));
  const last = rows.at(-1);
  return { rows, next: found.length > pageSize && last ? { at: last.createdAt, id: last.disputeId } : null };
}
