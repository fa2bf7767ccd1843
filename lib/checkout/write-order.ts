import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import type { ShipTo } from "@/lib/orders/order";
import type { CheckoutQuote } from "./quote-checkout";
import { readCaptureMode } from "./read-capture-mode";
import type { CheckoutForm } from "./schemas";

export interface NewOrder {
  customerId: string;
  orderId: string;
  number: string;
  market: Market;
  form: CheckoutForm;
  quote: CheckoutQuote;
  expiresAt: Date;
  now: Date;
}

/**
 * Writes an order with its lines, its payment and the first entry of its history, and empties the cart: all that is the
 * customer's in one statement. The number is a look-up of its own, for it is unique among all customers' orders.
 */
export async function writeOrder(tx: Tx, order: NewOrder): Promise<void> {
  const { customerId, orderId, number, market, form, quote, expiresAt, now } = order;
  const { totals, chosen, credit } = quote;
  const merchantIds = quote.cart.lines.map(({ merchantId }) => merchantId);
  const captureMode = await readCaptureMode(tx, merchantIds);
  await tx.$executeRaw`
    WITH placed AS (
      INSERT INTO "order" (customer_id, order_id, number, idempotency_key, locale, currency, email, ship_to,
        shipping_method, delivery_from, delivery_to, subtotal_amount, discount_amount, shipping_amount,
        shipping_tax_amount, tax_amount, total_amount, credit_amount, capture_mode, tax_included, placed_at, expires_at, updated_at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${number}, ${form.idempotencyKey}::uuid, ${market.locale}, ${market.currency}, ${form.email}, ${JSON.stringify(shipTo(order))}::jsonb,
        ${chosen.method}, ${chosen.from}::date, ${chosen.to}::date, ${totals.subtotalAmount}::int, ${totals.discountAmount}::int, ${totals.shippingAmount}::int,
        ${totals.shippingTaxAmount}::int, ${totals.taxAmount}::int, ${totals.totalAmount}::int, ${credit.amount}::int, ${captureMode}::capture_mode, ${totals.taxIncluded}::boolean, ${now}::timestamptz, ${expiresAt}::timestamptz, ${now}::timestamptz)
    ), line AS (
      INSERT INTO order_line (customer_id, order_id, line_id, position, product_id, variant_id, merchant_id, merchant_name,
        sku, title, slug, options, image_key, image_hue, quantity, ships_from, unit_amount, discount_amount, total_amount, tax_amount, tax_rate_ppm)
      SELECT ${customerId}::uuid, ${orderId}::uuid, line_id, position, product_id, variant_id, merchant_id, merchant_name,
        sku, title, slug, options, image_key, image_hue, quantity, ships_from, unit_amount, discount_amount, total_amount, tax_amount, tax_rate_ppm
      FROM jsonb_to_recordset(${JSON.stringify(linesOf(quote))}::jsonb) AS l (line_id uuid, position int, product_id uuid,
        variant_id uuid, merchant_id uuid, merchant_name text, sku text, title text, slug text, options jsonb, image_key text,
        image_hue int, quantity int, ships_from date, unit_amount int, discount_amount int, total_amount int, tax_amount int, tax_rate_ppm int)
    ), payment AS (
      INSERT INTO payment (customer_id, order_id, amount, currency, updated_at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${totals.totalAmount - credit.amount}::int, ${market.currency}, ${now}::timestamptz)
    ), event AS (
      INSERT INTO order_event (customer_id, order_id, event_id, type, actor, at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${newId()}::uuid, 'placed', 'shopper', ${now}::timestamptz)
    )
    DELETE FROM cart_line WHERE customer_id = ${customerId}::uuid AND NOT saved_for_later`;
  await tx.$executeRaw`
    INSERT INTO order_number (number, customer_id, order_id) VALUES (${number}, ${customerId}::uuid, ${orderId}::uuid)`;
}

function shipTo({ form, market }: NewOrder): ShipTo {
  return {
    name: form.name,
    line1: form.line1,
    ...(form.line2 ? { line2: form.line2 } : {}),
    city: form.city,
    ...(form.state ? { state: form.state } : {}),
    postalCode: form.postalCode,
    country: market.region,
  };
}

/** By the names of their columns. */
function linesOf({ cart, totals }: CheckoutQuote) {
  return cart.lines.map((line, position) => ({
    line_id: newId(),
    position,
    product_id: line.productId,
    variant_id: line.variantId,
    merchant_id: line.merchantId,
    merchant_name: line.merchantName,
    sku: line.sku,
    title: line.title,
    slug: line.slug,
    options: line.options,
    image_key: line.picture?.key ?? null,
    image_hue: line.picture?.hue ?? line.hue,
    quantity: line.quantity,
    ships_from: line.shipsFrom,
    unit_amount: line.unitPrice.amount,
    discount_amount: totals.lines[position]?.discountAmount ?? 0,
    total_amount: totals.lines[position]?.totalAmount ?? 0,
    tax_amount: totals.lines[position]?.taxAmount ?? 0,
    tax_rate_ppm: totals.lines[position]?.taxRatePpm ?? 0,
  }));
}
