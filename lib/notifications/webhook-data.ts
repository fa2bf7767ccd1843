import { z } from "zod";
import type { testType, WebhookType } from "./webhook";

const id = z.guid();
/** The number by which buyer and merchant know an order. */
const number = z.string().describe("The order's, as its buyer knows it.");
const units = z.int().positive();
const order = { orderId: id, number };

const money = (what: string) => ({
  amount: z.int().describe(`${what} In minor units.`),
  currency: z.string().length(3).describe("ISO 4217."),
});

const refund = { orderId: id, refundId: id, reason: z.string().describe("Of an exchange: `exchanged`.") };
const returned = z.object({ returnId: id, orderId: id });
const fulfilment = { ...order, fulfilmentId: id };
const shipment = { ...fulfilment, shipmentId: id, merchantId: id };
const payment = { orderId: id, orderNumber: number };

const dispute = {
  ...payment,
  ...money(
    "What the bank questions; all that was taken, where it reckons in a currency in which the shop does not sell. Of an order that others have a part in: the share of it that falls on the merchant's own lines.",
  ),
  disputeId: z.string().describe("Stripe's."),
  status: z.string().describe("Stripe's: `needs_response`, `won`, `lost` and others."),
  reason: z.string().describe("Stripe's."),
  dueBy: z.iso.datetime().nullable().describe("Until when the shop can answer."),
};

/** What an event tells, by its type: `data` of what an endpoint is sent. A field may be added, none is taken away. */
export const webhookData: Record<WebhookType | typeof testType, z.ZodObject> = {
  "order.paid": z.object({ ...order, currency: z.string().length(3), placedAt: z.iso.datetime() }),
  "order.cancelled": z.object({
    ...order,
    reason: z.string(),
    lines: z.array(z.object({ lineId: id, sku: z.string(), quantity: units })).describe("What was called off."),
  }),
  "fulfilment.created": z.object({ ...fulfilment, locationId: id, itemCount: units }),
  "fulfilment.cancelled": z.object(fulfilment),
  "shipment.shipped": z.object({
    ...shipment,
    carrier: z.string(),
    tracking: z.string(),
    lines: z.array(z.object({ lineId: id, quantity: units })),
  }),
  "shipment.delivered": z.object(shipment),
  "refund.succeeded": z.object({
    ...refund,
    ...money("All that went back, store credit and gift cards with it."),
    creditAmount: z.int().describe("What of it went back as store credit, or to a gift card."),
  }),
  "refund.failed": z.object({
    ...refund,
    ...money("What the buyer still lacks: the payment's part. What was given as credit stays given."),
  }),
  "return.requested": returned,
  "return.approved": returned,
  "return.rejected": returned,
  "return.received": returned,
  "return.inspected": returned,
  "return.cancelled": returned,
  "return.refunded": returned,
  "return.exchanged": returned,
  "stock.low": z.object({
    productId: id,
    variantId: id,
    sku: z.string(),
    title: z.string(),
    free: z.int().describe("Units that can still be sold, those that may be sold ahead with them."),
  }),
  "dispute.created": z.object(dispute),
  "dispute.closed": z.object({
    ...dispute,
    givenBack: z
      .strictObject(
        money("What was kept back for units of the merchant's called off meanwhile, and is owed to the buyer now."),
      )
      .optional(),
  }),
  "payment.lost": z.object({
    ...payment,
    ...money("What was set aside, was let go, and is still due: the merchant's share of it."),
  }),
  "payment.fraud_warning": z.object({
    ...payment,
    ...money("What a dispute could still take: the merchant's share of it."),
    warningId: z.string().describe("Stripe's."),
    paymentIntentId: z.string().describe("Stripe's."),
    reason: z.string().describe("Stripe's kind of fraud."),
  }),
  "webhook.test": z.object({ test: z.literal(true) }),
};
