import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Totals } from "@/lib/pricing/totals";
import type { Actor, ShipTo } from "./order";

export interface NewOrderLine {
  productId: string;
  variantId: string;
  merchantId: string;
  merchantName: string;
  sku: string;
  title: string;
  slug: string;
  options: readonly { name: string; value: string }[];
  imageKey: string | null;
  imageHue: number | null;
  quantity: number;
  /** `yyyy-mm-dd` */
  shipsFrom: string | null;
  unitAmount: number;
  discountAmount: number;
  totalAmount: number;
  taxAmount: number;
  taxRatePpm: number;
}

export interface NewOrderRow {
  customerId: string;
  orderId: string;
  number: string;
  /** Unique to the customer: a second order under it is refused by the database. */
  idempotencyKey: string;
  locale: string;
  currency: string;
  email: string;
  shipTo: ShipTo;
  shipping: { method: string; from: string; to: string };
  totals: Omit<Totals, "lines" | "currency">;
  lines: readonly NewOrderLine[];
  creditAmount: number;
  captureMode: "at_once" | "on_shipment";
  /** Whether it has to be paid at once: by no voucher, and by no transfer. */
  promptOnly: boolean;
  actor: Actor;
  /** Whether its lines are to be taken out of the customer's cart, where they were ordered. */
  takesFromCart: boolean;
  expiresAt: Date;
  now: Date;
}

/**
 * Writes an order with its lines, its payment and the first entry of its history, and takes the lines out of the cart: all
 * that is the customer's in one statement. The number is a look-up of its own, for it is unique among all customers' orders.
 * Returns how many lines were still in the cart, as many of each as are ordered: fewer than its lines where the cart was
 * changed or ordered elsewhere meanwhile. What came into it meanwhile stays there.
 */
export async function insertOrder(tx: Tx, order: NewOrderRow): Promise<number> {
  const { customerId, orderId, number, totals, creditAmount, shipping, now } = order;
  const own = tx.$executeRaw`
    WITH placed AS (
      INSERT INTO "order" (customer_id, order_id, number, idempotency_key, locale, currency, email, ship_to,
        shipping_method, delivery_from, delivery_to, subtotal_amount, discount_amount, shipping_amount,
        shipping_tax_amount, tax_amount, total_amount, credit_amount, capture_mode, tax_included, placed_at, expires_at, updated_at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${number}, ${order.idempotencyKey}::uuid, ${order.locale}, ${order.currency}, ${order.email}, ${JSON.stringify(order.shipTo)}::jsonb,
        ${shipping.method}, ${shipping.from}::date, ${shipping.to}::date, ${totals.subtotalAmount}::int, ${totals.discountAmount}::int, ${totals.shippingAmount}::int,
        ${totals.shippingTaxAmount}::int, ${totals.taxAmount}::int, ${totals.totalAmount}::int, ${creditAmount}::int, ${order.captureMode}::capture_mode, ${totals.taxIncluded}::boolean, ${now}::timestamptz, ${order.expiresAt}::timestamptz, ${now}::timestamptz)
    ), line AS (
      INSERT INTO order_line (customer_id, order_id, line_id, position, product_id, variant_id, merchant_id, merchant_name,
        sku, title, slug, options, image_key, image_hue, quantity, ships_from, unit_amount, discount_amount, total_amount, tax_amount, tax_rate_ppm)
      SELECT ${customerId}::uuid, ${orderId}::uuid, line_id, position, product_id, variant_id, merchant_id, merchant_name,
        sku, title, slug, options, image_key, image_hue, quantity, ships_from, unit_amount, discount_amount, total_amount, tax_amount, tax_rate_ppm
      FROM jsonb_to_recordset(${JSON.stringify(order.lines.map(columnsOf))}::jsonb) AS l (line_id uuid, position int, product_id uuid,
        variant_id uuid, merchant_id uuid, merchant_name text, sku text, title text, slug text, options jsonb, image_key text,
        image_hue int, quantity int, ships_from date, unit_amount int, discount_amount int, total_amount int, tax_amount int, tax_rate_ppm int)
      RETURNING product_id, variant_id, quantity
    ), payment AS (
      INSERT INTO payment (customer_id, order_id, amount, currency, prompt_only, updated_at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${totals.totalAmount - creditAmount}::int, ${order.currency}, ${order.promptOnly}::boolean, ${now}::timestamptz)
    ), event AS (
      INSERT INTO order_event (customer_id, order_id, event_id, type, actor, at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${newId()}::uuid, 'placed', ${order.actor}, ${now}::timestamptz)
    )
    DELETE FROM cart_line c USING line l
     WHERE c.customer_id = ${customerId}::uuid AND c.product_id = l.product_id AND c.variant_id = l.variant_id
       AND c.quantity = l.quantity AND NOT c.saved_for_later AND ${order.takesFromCart}::boolean`;
  const look = tx.$executeRaw`
    INSERT INTO order_number (number, customer_id, order_id) VALUES (${number}, ${customerId}::uuid, ${orderId}::uuid)`;
  const [taken] = await Promise.all([own, look]);
  return taken;
}

/** By the names of their columns. */
const columnsOf = (line: NewOrderLine, position: number) => ({
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
  image_key: line.imageKey,
  image_hue: line.imageHue,
  quantity: line.quantity,
  ships_from: line.shipsFrom,
  unit_amount: line.unitAmount,
  discount_amount: line.discountAmount,
  total_amount: line.totalAmount,
  tax_amount: line.taxAmount,
  tax_rate_ppm: line.taxRatePpm,
});
