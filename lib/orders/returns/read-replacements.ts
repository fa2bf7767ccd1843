import { readSellables, type Sellable } from "@/lib/catalog/read-sellables";
import type { Db, Tx } from "@/lib/db/client";
import { requireMarket } from "@/lib/i18n/markets";
import type { OrderView } from "../read-order";
import { isOffered } from "./exchange";

export type ReplaceableOrder = Pick<OrderView, "locale" | "currency" | "lines">;

/**
 * What each line of an order may be exchanged for now: variants of the same product, the same one among them, that are
 * there and cost no more than what was paid. Keyed by line.
 */
export async function readReplacements(db: Db | Tx, order: ReplaceableOrder): Promise<Map<string, Sellable[]>> {
  const variants = await db.variant.findMany({
    where: { productId: { in: [...new Set(order.lines.map(({ productId }) => productId))] } },
    orderBy: [{ productId: "asc" }, { position: "asc" }],
    select: { productId: true, variantId: true },
  });
  const { language } = requireMarket(order.locale);
  const sellables = [...(await readSellables(db, variants, { language, currency: order.currency })).values()];
  const place = new Map(variants.map(({ variantId }, index) => [variantId, index]));
  const sorted = sellables.toSorted((a, b) => (place.get(a.variantId) ?? 0) - (place.get(b.variantId) ?? 0));
  return new Map(
    order.lines.map((line) => [
      line.lineId,
      sorted.filter(
        ({ productId, active, present, amount }) =>
          productId === line.productId && active && present > 0 && isOffered(amount, line),
      ),
    ]),
  );
}
