import { reindexProducts } from "@/lib/catalog/reindex-products";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockVariant } from "./change-levels";
import { type Counters, compareStock, type StockDifference } from "./compare-stock";

/**
 * Rewrites a variant's counters to what its ledger adds up to: in one transaction, its rows locked in the order of all
 * verbs and compared once nobody can change them. The ledger keeps who did it, and from what to what, in an entry that
 * moves no unit. Returns the rows that were rewritten.
 */
export function rebuildStock(
  db: Db,
  { productId, variantId }: { productId: string; variantId: string },
  { actor, now }: { actor: string; now: Date },
): Promise<StockDifference[]> {
  return inTransaction(db, async (tx) => {
    await lockVariant(tx, { productId, variantId });
    const wrong = (await compareStock(tx, [productId])).filter((row) => row.variantId === variantId);
    for (const difference of wrong) await rewrite(tx, difference, actor, now);
    if (wrong.length > 0) await reindexProducts(tx, [productId]);
    return wrong;
  });
}

async function rewrite(tx: Tx, { counted, ledger, ...key }: StockDifference, actor: string, now: Date): Promise<void> {
  await tx.stockLevel.upsert({
    where: { productId_variantId_locationId_stripe: key },
    create: { ...key, ...ledger, updatedAt: now },
    update: { ...ledger, updatedAt: now },
    select: { stripe: true },
  });
  const none = { onHandDelta: 0, heldDelta: 0, soldDelta: 0 };
  const reason = `counters rebuilt: ${saidOf(counted)} → ${saidOf(ledger)}`;
  await tx.stockLedger.create({
    data: { ...key, ...none, entryId: newId(), change: "adjusted", actor, reason, at: now },
    select: { entryId: true },
  });
}

/** As both the check and the ledger say it. */
export const saidOf = ({ onHand, held, sold }: Counters): string => `on hand ${onHand}, held ${held}, sold ${sold}`;
