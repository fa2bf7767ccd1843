import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { Refundable, RefundableLine } from "./refund";

/** What a cancellation before capture let go: no refund tells of it, so the event does. */
export const releasedSchema = z.object({
  released: z.object({
    lines: z.array(z.object({ lineId: z.string(), quantity: z.number() })),
    shippingAmount: z.number(),
  }),
});

export interface RefundableOrder extends Refundable {
  lines: (RefundableLine & { merchantId: string })[];
}

/** An order as money can go back for it. Read under the order's lock by whoever means to change it. */
export async function readRefundable(
  db: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<RefundableOrder | null> {
  const order = await db.order.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: {
      taxIncluded: true,
      shippingAmount: true,
      shippingTaxAmount: true,
      lines: {
        orderBy: { position: "asc" },
        select: {
          lineId: true,
          merchantId: true,
          quantity: true,
          totalAmount: true,
          taxAmount: true,
        },
      },
      refunds: {
        where: { status: { not: "failed" } },
        select: { shippingAmount: true, lines: { select: { lineId: true, quantity: true } } },
      },
      events: { where: { type: "lines_cancelled" }, select: { data: true } },
    },
  });
  if (!order) return null;
  const released = order.events.flatMap(({ data }) => {
    const parsed = releasedSchema.safeParse(data);
    return parsed.success ? [parsed.data.released] : [];
  });
  const settled = [...order.refunds, ...released];
  const unitsOf = (lineId: string) =>
    settled.flatMap(({ lines }) => lines).reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
  return {
    taxIncluded: order.taxIncluded,
    shippingAmount: order.shippingAmount,
    shippingTaxAmount: order.shippingTaxAmount,
    settledShipping: settled.reduce((sum, each) => sum + each.shippingAmount, 0),
    lines: order.lines.map((line) => ({ ...line, settledQuantity: unitsOf(line.lineId) })),
  };
}
