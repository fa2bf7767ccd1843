import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { chargeStep } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { grossOfLine, type Refundable, type RefundableLine, shareOf, taxOfShipping } from "./refund";

/**
 * What a cancellation called off whose money was never taken, as a refund would tell it: there is none, so the event does. Events written
 * when it told units alone have no amounts.
 */
export const releasedSchema = z.object({
  released: z.object({
    lines: z.array(
      z.object({
        lineId: z.string(),
        quantity: z.number(),
        amount: z.number().optional(),
        taxAmount: z.number().optional(),
      }),
    ),
    shippingAmount: z.number(),
    shippingTaxAmount: z.number().optional(),
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
  const settled = [...order.refunds, ...released].flatMap(({ lines }) => lines);
  const settle = (line: (typeof order.lines)[number]): Omit<RefundableLine, keyof typeof line> => {
    const own = settled.filter(({ lineId }) => lineId === line.lineId);
    const untold = sumOf(own.filter(({ amount }) => amount === undefined).map(({ quantity }) => quantity));
    const share = (whole: number) => shareOf(whole, untold, line.quantity, chargeStep(currency));
    return {
      settledQuantity: sumOf(own.map(({ quantity }) => quantity)),
      settledAmount: share(grossOfLine(line, order.taxIncluded)) + sumOf(own.map(({ amount = 0 }) => amount)),
      settledTax: share(line.taxAmount) + sumOf(own.map(({ taxAmount = 0 }) => taxAmount)),
    };
  };
  const shipped = order.refunds.filter(({ shippingAmount }) => shippingAmount > 0);
  return {
    currency,
    taxIncluded: order.taxIncluded,
    shippingAmount: order.shippingAmount,
    shippingTaxAmount: order.shippingTaxAmount,
    settledShipping: sumOf([...shipped, ...released].map(({ shippingAmount }) => shippingAmount)),
    settledShippingTax:
      sumOf(shipped.map(({ taxAmount, lines }) => taxAmount - sumOf(lines.map((line) => line.taxAmount)))) +
      sumOf(released.map(({ shippingAmount: part, shippingTaxAmount: tax }) => tax ?? taxOfShipping(order, part))),
    lines: order.lines.map((line) => ({ ...line, ...settle(line) })),
  };
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
