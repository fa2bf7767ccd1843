import { readSellables, sellableKey } from "@/lib/catalog/read-sellables";
import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { requireMarket } from "@/lib/i18n/markets";
import type { NewOrderLine } from "../insert-order";
import type { OrderView } from "../read-order";
import type { PlannedExchange } from "./plan-exchange";

/**
 * The lines of a replacement, as the catalog describes the variants today. Null: one is no longer sold for this money, for
 * it is gone or its price is.
 */
export async function describeReplacement(
  tx: Tx,
  old: OrderView,
  plan: PlannedExchange,
): Promise<NewOrderLine[] | null> {
  const { language } = requireMarket(old.locale);
  const sellables = await readSellables(tx, plan.lines, { language, currency: old.currency });
  const lines: NewOrderLine[] = [];
  for (const { lineId, productId, variantId, quantity, taxRatePpm, replacement } of plan.lines) {
    const sellable = sellables.get(sellableKey({ productId, variantId }));
    if (!sellable) return null;
    const ordered = old.lines.find((line) => line.lineId === lineId);
    invariant(ordered, "an exchange is of the order's lines");
    const { unitAmount, discountAmount, totalAmount, taxAmount } = replacement;
    lines.push({
      ...sellable,
      imageKey: sellable.picture?.key ?? ordered.imageKey,
      imageHue: sellable.picture?.hue ?? sellable.hue,
      quantity,
      shipsFrom: null,
      unitAmount,
      discountAmount,
      totalAmount,
      taxAmount,
      taxRatePpm,
    });
  }
  return lines;
}
