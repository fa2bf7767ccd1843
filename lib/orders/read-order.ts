import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db, Tx } from "@/lib/db/client";
import { orderStatuses, paymentStatuses, type ShipTo } from "./order";
import { refundStatuses } from "./refund";

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

const amount = z.number().int();
/** A moment or a day as JSON writes it. */
const moment = z.string().transform((text) => new Date(text));

const lineSchema = z.object({
  lineId: z.string(),
  productId: z.string(),
  variantId: z.string(),
  merchantId: z.string(),
  merchantName: z.string(),
  sku: z.string(),
  title: z.string(),
  slug: z.string(),
  options: orderedOptionsSchema,
  imageKey: z.string().nullable(),
  imageHue: z.number().nullable(),
  quantity: z.number().int(),
  cancelledQuantity: z.number().int(),
  unitAmount: amount,
  discountAmount: amount,
  totalAmount: amount,
  taxAmount: amount,
  taxRatePpm: z.number().int(),
  shipsFrom: moment.nullable(),
});

const paymentSchema = z.object({
  status: z.enum(paymentStatuses),
  amount,
  currency: z.string(),
  attempt: z.number().int(),
  sessionId: z.string().nullable(),
  sessionUrl: z.string().nullable(),
  paymentIntentId: z.string().nullable(),
  capturedAmount: amount,
  refundedAmount: amount,
  authorizedUntil: moment.nullable(),
  promptOnly: z.boolean(),
});

const orderSchema = z.object({
  customerId: z.string(),
  orderId: z.string(),
  number: z.string(),
  status: z.enum(orderStatuses),
  locale: z.string(),
  currency: currencySchema,
  email: z.string(),
  shipTo: shipToSchema,
  shippingMethod: z.string(),
  deliveryFrom: z.date(),
  deliveryTo: z.date(),
  subtotalAmount: amount,
  discountAmount: amount,
  shippingAmount: amount,
  shippingTaxAmount: amount,
  taxAmount: amount,
  totalAmount: amount,
  creditAmount: amount,
  captureMode: z.enum(["at_once", "on_shipment"]),
  taxIncluded: z.boolean(),
  placedAt: z.date(),
  expiresAt: z.date(),
  paidAt: z.date().nullable(),
  lines: z.array(lineSchema),
  payment: paymentSchema.nullable(),
  refunds: z.array(
    z.object({
      refundId: z.string(),
      status: z.enum(refundStatuses),
      amount,
      /** Of the amount; the rest went back as credit. */
      paymentAmount: amount,
      paymentIntentId: z.string().nullable(),
      reason: z.string(),
      createdAt: moment,
    }),
  ),
  events: z.array(z.object({ eventId: z.string(), type: z.string(), actor: z.string(), data: z.json(), at: moment })),
});

/** An order with its lines, payment and history, as its buyer may see it. Amounts in minor units of `currency`. */
export type OrderView = z.output<typeof orderSchema>;

/** The order of a customer, or null: another customer's order is as unknown as none. One statement, one moment. */
export async function readOrder(
  db: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<OrderView | null> {
  const rows = await db.$queryRaw`
    SELECT customer_id AS "customerId", order_id AS "orderId", number, status, locale, currency, email, ship_to AS "shipTo",
      shipping_method AS "shippingMethod", delivery_from AS "deliveryFrom", delivery_to AS "deliveryTo",
      subtotal_amount AS "subtotalAmount", discount_amount AS "discountAmount", shipping_amount AS "shippingAmount",
      shipping_tax_amount AS "shippingTaxAmount", tax_amount AS "taxAmount", total_amount AS "totalAmount",
      credit_amount AS "creditAmount", capture_mode AS "captureMode", tax_included AS "taxIncluded",
      placed_at AS "placedAt", expires_at AS "expiresAt", paid_at AS "paidAt",
      (SELECT coalesce(json_agg(l), '[]') FROM (
        SELECT line_id AS "lineId", product_id AS "productId", variant_id AS "variantId", merchant_id AS "merchantId",
          merchant_name AS "merchantName", sku, title, slug, options, image_key AS "imageKey", image_hue AS "imageHue",
          quantity, cancelled_quantity AS "cancelledQuantity", unit_amount AS "unitAmount", discount_amount AS "discountAmount",
          total_amount AS "totalAmount", tax_amount AS "taxAmount", tax_rate_ppm AS "taxRatePpm", ships_from AS "shipsFrom"
        FROM order_line WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid ORDER BY position) l) AS lines,
      (SELECT row_to_json(p) FROM (
        SELECT status, amount, currency, attempt, session_id AS "sessionId", session_url AS "sessionUrl",
          payment_intent_id AS "paymentIntentId", captured_amount AS "capturedAmount", refunded_amount AS "refundedAmount",
          authorized_until AS "authorizedUntil", prompt_only AS "promptOnly"
        FROM payment WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid) p) AS payment,
      (SELECT coalesce(json_agg(r), '[]') FROM (
        SELECT refund_id AS "refundId", status, amount, payment_amount AS "paymentAmount",
          payment_intent_id AS "paymentIntentId", reason, created_at AS "createdAt"
        FROM refund WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid ORDER BY created_at) r) AS refunds,
      (SELECT coalesce(json_agg(e), '[]') FROM (
        SELECT event_id AS "eventId", type, actor, data, at
        FROM order_event WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid ORDER BY at, event_id) e) AS events
    FROM "order" WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid`;
  return z.array(orderSchema).parse(rows)[0] ?? null;
}
