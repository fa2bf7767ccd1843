import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";

/** So few units are few where neither the variant nor its merchant says how many are. */
const lowStockDefault = 5;

/** A file or a busy day leaves few of thousands: so many mails a merchant gets in a day, and one that there are more. */
export const lowStockMailsMax = 20;

/** The merchant's own threshold, which counts for each of its variants that has none. */
export async function readLowStockAt(db: Db | Tx, merchantId: string): Promise<number> {
  return (await readThresholds(db, [merchantId])).get(merchantId) ?? lowStockDefault;
}

const kept = keep<number>();

interface UnitsLeft {
  merchantId: string;
  /** The variant's own threshold. */
  lowStockAt: number | null;
  free: number;
}

/** Those at their threshold or under it. For a sale, which asks often: merchants' thresholds are kept for a minute. */
export async function lowOf<Left extends UnitsLeft>(tx: Tx, left: readonly Left[]): Promise<Left[]> {
  const unsaid = left.flatMap(({ merchantId, lowStockAt }) => (lowStockAt === null ? [merchantId] : []));
  const merchants = await kept(unsaid, (missing) => readThresholds(tx, missing));
  return left.filter(
    ({ merchantId, lowStockAt, free }) => free <= (lowStockAt ?? merchants.get(merchantId) ?? lowStockDefault),
  );
}

async function readThresholds(db: Db | Tx, merchantIds: string[]): Promise<Map<string, number>> {
  const merchants = await db.merchant.findMany({
    where: { merchantId: { in: merchantIds } },
    select: { merchantId: true, lowStockAt: true },
  });
  return new Map(merchants.map(({ merchantId, lowStockAt }) => [merchantId, lowStockAt]));
}
