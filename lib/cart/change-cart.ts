import { z } from "zod";
import { readSellables, sellableKey } from "@/lib/catalog/read-sellables";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { linesMax, quantityMax } from "./cart";

interface LineKey {
  customerId: string;
  productId: string;
  variantId: string;
}

const addedSchema = z.array(z.object({ added: z.number() })).max(1);

export type AddError = { code: "not_found" } | { code: "sold_out" } | { code: "cart_full" };

/**
 * Puts units into the cart, on top of those already there, in one upsert: two tabs lose nothing. The quantity stops at
 * what is free, at what one customer may buy, and at `quantityMax`. Makes the customer on first use. Returns the units then in the cart,
 * and how many of those asked for came in: fewer where the quantity stopped.
 */
export async function addLine(
  db: Db,
  line: LineKey & { quantity: number },
  market: Market,
  now: Date,
): Promise<Result<{ count: number; added: number }, AddError>> {
  const { customerId, productId, variantId, quantity } = line;
  const sellable = (await readSellables(db, [line], market)).get(sellableKey(line));
  if (!sellable?.active) return err({ code: "not_found" });
  if (sellable.free === 0) return err({ code: "sold_out" });
  const most = Math.min(quantityMax, sellable.free, sellable.perCustomerMax ?? quantityMax);
  await db.$executeRaw`
    INSERT INTO customer (customer_id, locale, created_at) VALUES (${customerId}::uuid, ${market.locale}, ${now}::timestamptz) ON CONFLICT DO NOTHING`;
  const [written] = addedSchema.parse(
    await db.$queryRaw`
    WITH before AS (SELECT quantity FROM cart_line
                     WHERE customer_id = ${customerId}::uuid AND product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND NOT saved_for_later)
    INSERT INTO cart_line (customer_id, product_id, variant_id, quantity, saved_for_later, seen_amount, seen_currency, added_at)
    SELECT ${customerId}::uuid, ${productId}::uuid, ${variantId}::uuid, LEAST(${quantity}::int, ${most}::int), false, ${sellable.amount}::int, ${market.currency}, ${now}::timestamptz
     WHERE (SELECT count(*) FROM cart_line l WHERE l.customer_id = ${customerId}::uuid) < ${linesMax}
        OR EXISTS (SELECT 1 FROM cart_line l WHERE l.customer_id = ${customerId}::uuid AND l.product_id = ${productId}::uuid AND l.variant_id = ${variantId}::uuid)
    ON CONFLICT (customer_id, product_id, variant_id) DO UPDATE
       SET quantity = CASE WHEN cart_line.saved_for_later THEN EXCLUDED.quantity ELSE LEAST(cart_line.quantity + EXCLUDED.quantity, ${most}::int) END,
           saved_for_later = false, seen_amount = EXCLUDED.seen_amount, seen_currency = EXCLUDED.seen_currency
    RETURNING quantity - coalesce((SELECT quantity FROM before), 0) AS added`,
  );
  if (!written) return err({ code: "cart_full" });
  return ok({ count: await countCart(db, customerId), added: written.added });
}

/** Sets a line's quantity; 0 removes it. Says nothing when the line is not there. */
export async function setQuantity(
  db: Db,
  { customerId, productId, variantId }: LineKey,
  quantity: number,
): Promise<void> {
  const where = { customerId, productId, variantId };
  if (quantity === 0) await db.cartLine.deleteMany({ where });
  else await db.cartLine.updateMany({ where, data: { quantity: Math.min(quantity, quantityMax) } });
}

/** Moves a line between the cart and what is saved for later. */
export async function saveForLater(
  db: Db,
  { customerId, productId, variantId }: LineKey,
  savedForLater: boolean,
): Promise<void> {
  await db.cartLine.updateMany({ where: { customerId, productId, variantId }, data: { savedForLater } });
}

/** Units in the cart, those saved for later left out. */
export async function countCart(db: Db | Tx, customerId: string): Promise<number> {
  const { _sum } = await db.cartLine.aggregate({
    where: { customerId, savedForLater: false },
    _sum: { quantity: true },
  });
  return _sum.quantity ?? 0;
}

/**
 * Puts the lines of an order that will not be paid back into the cart, beside what is there by now. What was put there again
 * meanwhile, or saved for later, is not doubled, and none of it is lost.
 */
export async function restoreLines(
  tx: Tx,
  customerId: string,
  lines: readonly { productId: string; variantId: string; quantity: number; unitAmount: number }[],
  currency: string,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO cart_line (customer_id, product_id, variant_id, quantity, saved_for_later, seen_amount, seen_currency, added_at)
    SELECT ${customerId}::uuid, product_id, variant_id, LEAST(quantity, ${quantityMax}::int), false, seen_amount, ${currency}, ${now}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(lines.map(columnsOf))}::jsonb)
        AS l (product_id uuid, variant_id uuid, quantity int, seen_amount int)
    ON CONFLICT (customer_id, product_id, variant_id) DO UPDATE
       SET quantity = GREATEST(cart_line.quantity, EXCLUDED.quantity), saved_for_later = false`;
}

/** By the names of their columns. */
const columnsOf = (line: { productId: string; variantId: string; quantity: number; unitAmount: number }) => ({
  product_id: line.productId,
  variant_id: line.variantId,
  quantity: line.quantity,
  seen_amount: line.unitAmount,
});
