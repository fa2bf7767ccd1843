import type { Tx } from "@/lib/db/client";
import { buyerOf } from "@/lib/inventory/buyer";
import { holdStock } from "@/lib/inventory/hold-stock";
import { readLocationOrder } from "@/lib/inventory/read-locations";
import { Refusal } from "./refusal";
import type { NewOrder } from "./write-order";

/**
 * Holds the units of a new order, those aside that were reserved in a rush.
 *
 * @throws {Refusal} where there are not so many, or not as soon as the shopper was told.
 */
export async function holdOrder(tx: Tx, { orderId, market, form, quote, expiresAt, now }: NewOrder): Promise<void> {
  const lines = quote.cart.lines.filter((line) => !line.rush);
  if (lines.length === 0) return;
  const merchantIds = lines.map(({ merchantId }) => merchantId);
  const held = await holdStock(tx, {
    orderId,
    lines,
    locations: await readLocationOrder(tx, merchantIds, market.region),
    buyer: buyerOf(form.email),
    expiresAt,
    actor: "shopper",
    now,
  });
  if (!held.ok) {
    const { line, ...reason } = held.error;
    throw new Refusal({ ...reason, productId: line.productId, variantId: line.variantId });
  }
  // Between the quote and the hold somebody else took what was there: what is left comes later than was said.
  const late = held.value.expected.some(({ variantId }) =>
    lines.some((line) => line.variantId === variantId && line.shipsFrom === null),
  );
  if (late) throw new Refusal({ code: "ships_later" });
}
