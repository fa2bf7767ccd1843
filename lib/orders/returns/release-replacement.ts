import { reindexProducts } from "@/lib/catalog/reindex-products";
import type { Tx } from "@/lib/db/client";
import { unreserveStock } from "@/lib/inventory/unreserve-stock";
import type { ReturnKey } from "./change-return";
import { readExchange } from "./read-exchange";

/** The exchange is not coming: what was set aside for it is for sale again. Twice is as good as once. */
export async function releaseReplacement(tx: Tx, key: ReturnKey, actor: string, now: Date): Promise<void> {
  const exchange = await readExchange(tx, key);
  if (!exchange?.orderId) return;
  const { orderId, lines } = exchange;
  const units = await unreserveStock(tx, { orderId, lines, actor, reason: "exchange called off", now });
  if (units > 0)
    await reindexProducts(
      tx,
      lines.map(({ productId }) => productId),
    );
}
