import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import type { StockLine } from "@/lib/inventory/stock";
import type { ReturnKey } from "./change-return";

export interface ExchangeLine extends StockLine {
  lineId: string;
  /** What a unit costs, as the buyer was shown. */
  unitAmount: number;
}

export interface Exchange {
  /** Of the replacement; null until the return is approved. */
  orderId: string | null;
  /** As many units as the buyer asked for. */
  lines: ExchangeLine[];
}

/** What the buyer wants in place of what comes back. Null: the return is no exchange. */
export async function readExchange(
  tx: Tx,
  { customerId, orderId, returnId }: Omit<ReturnKey, "merchantId">,
): Promise<Exchange | null> {
  const found = await tx.return.findUniqueOrThrow({
    where: { customerId_orderId_returnId: { customerId, orderId, returnId } },
    select: {
      resolution: true,
      exchangeOrderId: true,
      lines: { select: { lineId: true, quantity: true, exchangeVariantId: true, exchangeAmount: true } },
    },
  });
  if (found.resolution !== "exchange") return null;
  const ordered = await tx.orderLine.findMany({
    where: { customerId, orderId },
    select: { lineId: true, productId: true },
  });
  const productOf = new Map(ordered.map(({ lineId, productId }) => [lineId, productId]));
  const lines = found.lines.map(({ lineId, quantity, exchangeVariantId, exchangeAmount }) => {
    const productId = productOf.get(lineId);
    invariant(productId && exchangeVariantId && exchangeAmount, "each line of an exchange says what for");
    return { lineId, productId, variantId: exchangeVariantId, quantity, unitAmount: exchangeAmount };
  });
  return { orderId: found.exchangeOrderId, lines };
}
