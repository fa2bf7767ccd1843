import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { chargeStep } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { grossOfLine, type Refundable, type RefundableLine, shareOf, taxOfShipping } from "./refund";

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
      currency: true,
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
        select: {
          shippingAmount: true,
          taxAmount: true,
          lines: { select: { lineId: true, quantity: true, amount: true, taxAmount: true } },
        },
      },
      events: { where: { type: "lines_cancelled" }, select: { data: true } },
    },
  });
  if (!order) return null;
  const currency = currencySchema.parse(order.currency);
  const released = order.events.flatMap(({ data }) => {
    const parsed = releasedSchema.safeParse(data);
    return parsed.success ? [parsed.data.released] : [];
  });
  const given = order.refunds.flatMap(({ lines }) => lines);
  const never = released.flatMap(({ lines }) => lines);
  const settle = (line: (typeof order.lines)[number]): Omit<RefundableLine, keyof typeof line> => {
    const back = given.filter(({ lineId }) => lineId === line.lineId);
    const units = sumOf(never.filter(({ lineId }) => lineId === line.lineId).map(({ quantity }) => quantity));
    const untaken = (whole: number) => shareOf(whole, units, line.quantity, chargeStep(currency));
    return {
      settledQuantity: units + sumOf(back.map(({ quantity }) => quantity)),
      settledAmount: untaken(grossOfLine(line, order.taxIncluded)) + sumOf(back.map(({ amount }) => amount)),
      settledTax: untaken(line.taxAmount) + sumOf(back.map(({ taxAmount }) => taxAmount)),
    };
  };
  const shipped = order.refunds.filter(({ shippingAmount }) => shippingAmount > 0);
  const untakenShipping = sumOf(released.map(({ shippingAmount }) => shippingAmount));
  return {
    currency,
    taxIncluded: order.taxIncluded,
    shippingAmount: order.shippingAmount,
    shippingTaxAmount: order.shippingTaxAmount,
    settledShipping: sumOf(shipped.map(({ shippingAmount }) => shippingAmount)) + untakenShipping,
    settledShippingTax:
      sumOf(shipped.map(({ taxAmount, lines }) => taxAmount - sumOf(lines.map((line) => line.taxAmount)))) +
      taxOfShipping(order, untakenShipping),
    lines: order.lines.map((line) => ({ ...line, ...settle(line) })),
  };
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
