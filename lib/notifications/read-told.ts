import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import type { OrderView } from "@/lib/orders/read-order";
import { rejectionOf } from "@/lib/orders/returns/rejection";
import { shortfallOf } from "@/lib/orders/returns/shortfall";
import { withheldOf } from "@/lib/orders/withheld";
import type { PartOfLine } from "./templates/order-parts";
import type { RefundToTell } from "./templates/refunded";
import type { ReturnToTell } from "./templates/returns";

/** A refund as its mail tells it. Without an id (notices of before there were several) it is the order's only one. */
export async function readRefund(db: Db, order: OrderView, id: string): Promise<RefundToTell | null> {
  const { customerId, orderId } = order;
  const refundId = idSchema.safeParse(id).data;
  const refund = await db.refund.findFirst({
    where: { customerId, orderId, ...(refundId ? { refundId } : {}) },
    select: {
      amount: true,
      paymentAmount: true,
      creditAmount: true,
      shippingAmount: true,
      reason: true,
      lines: { select: { lineId: true, quantity: true, amount: true } },
      order: { select: { credits: { select: { source: true } } } },
    },
    orderBy: { createdAt: "asc" },
  });
  if (!refund) return null;
  const sources = new Set(refund.order.credits.map((credit) => credit.source));
  const [only = "store_credit" as const, ...others] = sources;
  return { ...refund, creditTo: others.length > 0 ? "both" : only };
}

/** A return with the merchant's name, as the lines of the order have it. */
export async function readReturn(db: Db, order: OrderView, id: string): Promise<ReturnToTell | null> {
  const { customerId, orderId } = order;
  const returnId = idSchema.safeParse(id).data;
  if (!returnId) return null;
  const found = await db.return.findUnique({
    where: { customerId_orderId_returnId: { customerId, orderId, returnId } },
    select: {
      returnId: true,
      number: true,
      merchantId: true,
      carrier: true,
      tracking: true,
      exchangeOrderId: true,
      resolution: true,
      lines: { select: { lineId: true, quantity: true } },
    },
  });
  if (!found) return null;
  const merchantName = order.lines.find((line) => line.merchantId === found.merchantId)?.merchantName ?? "Cartwright";
  const { events } = order;
  const [rejection, shortfall] = [rejectionOf(events, returnId), shortfallOf(events, returnId)];
  return { ...found, merchantName, rejection, shortfall, heldUntil: heldUntil(events, returnId) };
}

const approvedSchema = z.object({ returnId: z.string(), heldUntil: z.coerce.date() });

/** Until when the replacement is kept, as the approval says. */
function heldUntil(events: OrderView["events"], returnId: string): Date | null {
  for (const { type, data } of events) {
    const told = type === "return_approved" ? approvedSchema.safeParse(data) : null;
    if (told?.success && told.data.returnId === returnId) return told.data.heldUntil;
  }
  return null;
}

const cancelledSchema = z.object({
  cancellationId: z.string().optional(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int().positive() })),
  released: z.object({}).optional(),
});

/**
 * The units that one cancellation took out of an order, found by its own id or by its event's, and whether nothing had
 * been taken for them, or a bank has it.
 */
export function readCancelled(
  order: OrderView,
  id: string,
): { parts: PartOfLine[]; isUntaken: boolean; isWithheld: boolean } | null {
  const { events, refunds } = order;
  for (const { type, eventId, data } of events) {
    const told = type === "lines_cancelled" ? cancelledSchema.safeParse(data) : null;
    if (!told?.success || (eventId !== id && told.data.cancellationId !== id)) continue;
    const { lines: parts, released, cancellationId } = told.data;
    const isUntaken = released !== undefined && !refunds.some(({ refundId }) => refundId === cancellationId);
    const isWithheld = withheldOf(order).some((kept) => kept.cancellationId === cancellationId);
    return { parts, isUntaken, isWithheld };
  }
  return null;
}
