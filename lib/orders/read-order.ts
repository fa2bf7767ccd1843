import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { orderStatuses, paymentStatuses, type ShipTo } from "./order";

export const shipToSchema: z.ZodType<ShipTo> = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().optional(),
  city: z.string(),
  state: z.string().optional(),
  postalCode: z.string(),
  country: z.string(),
});

/** The options of what was bought, as named in the language of the order. */
export const orderedOptionsSchema = z.array(z.object({ name: z.string(), value: z.string() }));

/** An order with its lines, payment and history, as its buyer may see it. Amounts in minor units of `currency`. */
export type OrderView = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

/** The order of a customer, or null: another customer's order is as unknown as none. */
export async function readOrder(db: Db | Tx, { customerId, orderId }: { customerId: string; orderId: string }) {
  const order = await db.order.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: {
      customerId: true,
      orderId: true,
      number: true,
      status: true,
      locale: true,
      currency: true,
      email: true,
      shipTo: true,
      shippingMethod: true,
      deliveryFrom: true,
      deliveryTo: true,
      subtotalAmount: true,
      discountAmount: true,
      shippingAmount: true,
      shippingTaxAmount: true,
      taxAmount: true,
      totalAmount: true,
      creditAmount: true,
      captureMode: true,
      taxIncluded: true,
      placedAt: true,
      expiresAt: true,
      paidAt: true,
      lines: {
        select: {
          lineId: true,
          productId: true,
          variantId: true,
          merchantId: true,
          merchantName: true,
          sku: true,
          title: true,
          slug: true,
          options: true,
          imageKey: true,
          imageHue: true,
          quantity: true,
          cancelledQuantity: true,
          unitAmount: true,
          discountAmount: true,
          totalAmount: true,
          taxAmount: true,
          taxRatePpm: true,
          shipsFrom: true,
        },
        orderBy: { position: "asc" },
      },
      payment: {
        select: {
          status: true,
          amount: true,
          currency: true,
          attempt: true,
          sessionId: true,
          sessionUrl: true,
          paymentIntentId: true,
          capturedAmount: true,
          refundedAmount: true,
          authorizedUntil: true,
        },
      },
      refunds: {
        select: { refundId: true, status: true, amount: true, createdAt: true },
        orderBy: { createdAt: "asc" },
      },
      events: {
        select: { eventId: true, type: true, actor: true, data: true, at: true },
        orderBy: [{ at: "asc" }, { eventId: "asc" }],
      },
    },
  });
  if (!order) return null;
  const currency: Currency = currencySchema.parse(order.currency);
  return {
    ...order,
    currency,
    status: z.enum(orderStatuses).parse(order.status),
    shipTo: shipToSchema.parse(order.shipTo),
    lines: order.lines.map((line) => ({ ...line, options: orderedOptionsSchema.parse(line.options) })),
    payment: order.payment ? { ...order.payment, status: z.enum(paymentStatuses).parse(order.payment.status) } : null,
  };
}
