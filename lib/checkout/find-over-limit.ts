import { z } from "zod";
import type { CartLineView } from "@/lib/cart/cart";
import type { Tx } from "@/lib/db/client";

type LimitedLine = Pick<CartLineView, "productId" | "variantId" | "quantity" | "perCustomerMax">;

const unitsOfOrder = z.array(z.object({ orderId: z.string(), variantId: z.string(), units: z.number() }));

/**
 * The first line with which this customer would have more of a variant than a limit allows, the customer's earlier orders
 * counted under whichever address they were sent. What one inbox has among all customers is counted with the hold
 * (`countPurchase`). Two orders of one customer can't both be blind to the other: each takes the variant's one line out of
 * the cart, and the line can be put in again only when the first is there to be seen.
 */
export async function findOverLimit(
  tx: Tx,
  customerId: string,
  lines: readonly LimitedLine[],
): Promise<(LimitedLine & { perCustomerMax: number }) | null> {
  const limited = lines.flatMap((line) =>
    line.perCustomerMax === null ? [] : [{ ...line, perCustomerMax: line.perCustomerMax }],
  );
  if (limited.length === 0) return null;
  const had = await readOwnUnits(tx, customerId, limited);
  return (
    limited.find(({ variantId, quantity, perCustomerMax: max }) => (had.get(variantId) ?? 0) + quantity > max) ?? null
  );
}

/** Only units that were taken under a limit count, as for an inbox. Those that came back unfit stay sold, and don't. */
async function readOwnUnits(tx: Tx, customerId: string, lines: readonly LimitedLine[]): Promise<Map<string, number>> {
  const [productIds, variantIds] = [lines.map(({ productId }) => productId), lines.map(({ variantId }) => variantId)];
  const ordered = unitsOfOrder.parse(
    await tx.$queryRaw`
      SELECT l.order_id AS "orderId", l.variant_id AS "variantId", sum(coalesce((
               SELECT sum(r.accepted_quantity - r.restock_quantity) FROM return_line r
                WHERE r.customer_id = ${customerId}::uuid AND r.order_id = l.order_id AND r.line_id = l.line_id), 0))::int AS units
        FROM order_line l
       WHERE l.customer_id = ${customerId}::uuid AND l.variant_id = ANY(${variantIds}::uuid[])
       GROUP BY 1, 2`,
  );
  if (ordered.length === 0) return new Map();
  const held = unitsOfOrder.parse(
    await tx.$queryRaw`
      SELECT order_id AS "orderId", variant_id AS "variantId", sum(quantity)::int AS units FROM stock_hold
       WHERE product_id = ANY(${productIds}::uuid[]) AND variant_id = ANY(${variantIds}::uuid[])
         AND order_id = ANY(${ordered.map(({ orderId }) => orderId)}::uuid[]) AND buyer IS NOT NULL AND status <> 'released'
       GROUP BY 1, 2`,
  );
  const had = new Map<string, number>();
  for (const { orderId, variantId, units } of held) {
    const back = ordered.find((each) => each.orderId === orderId && each.variantId === variantId)?.units ?? 0;
    had.set(variantId, (had.get(variantId) ?? 0) + Math.max(0, units - back));
  }
  return had;
}
