import { z } from "zod";
import type { Tx } from "@/lib/db/client";

/** What the database holds of a product that the file changes. */
export interface PresentProduct {
  productId: string;
  variants: PresentVariant[];
  /** Pictures that an import brought; others belong to whoever put them there. */
  pictures: PresentPicture[];
}

export interface PresentVariant {
  variantId: string;
  sku: string;
  options: Record<string, string>;
  /** Every row of its stock. */
  levels: PresentLevel[];
  /** Over all locations. */
  held: number;
  /** Units the files of earlier imports gave it, taken together; null when none ever did. */
  imported: number | null;
}

export interface PresentLevel {
  locationId: string;
  stripe: number;
  onHand: number;
  held: number;
  sold: number;
}

export interface PresentPicture {
  mediaId: string;
  sourceUrl: string;
  status: "ready" | "pending" | "failed";
}

/** Who the ledger says moved stock for a file. */
export const importActor = "import";

const optionsSchema = z.record(z.string(), z.string());

/**
 * Locks the products and their stock, always in the order of their ids, so that two imports can't stand in each other's way;
 * or, for who only looks, neither.
 */
export async function readPresent(
  tx: Tx,
  productIds: readonly string[],
  { lock }: { lock: boolean } = { lock: true },
): Promise<Map<string, PresentProduct>> {
  const ids = [...productIds];
  if (lock)
    await tx.$executeRaw`select 1 from product where product_id = any(${ids}::uuid[]) order by product_id for update`;
  const variants = await tx.variant.findMany({
    where: { productId: { in: ids } },
    orderBy: { position: "asc" },
    select: { productId: true, variantId: true, sku: true, options: true },
  });
  const media = await tx.media.findMany({
    where: { productId: { in: ids }, sourceUrl: { not: null } },
    orderBy: { position: "asc" },
    select: { productId: true, mediaId: true, sourceUrl: true, status: true },
  });
  const moved = await tx.stockLedger.groupBy({
    by: ["productId", "variantId"],
    where: { productId: { in: ids }, actor: importActor },
    _sum: { onHandDelta: true },
  });
  if (lock)
    await tx.$executeRaw`select 1 from stock_level where product_id = any(${ids}::uuid[]) order by product_id, variant_id, location_id, stripe for update`;
  const levels = await tx.stockLevel.findMany({
    where: { productId: { in: ids } },
    orderBy: [{ locationId: "asc" }, { stripe: "asc" }],
    select: { variantId: true, locationId: true, stripe: true, onHand: true, held: true, sold: true },
  });

  const present = new Map(
    ids.map((productId): [string, PresentProduct] => [productId, { productId, variants: [], pictures: [] }]),
  );
  const importedOf = new Map(moved.map(({ variantId, _sum }) => [variantId, _sum.onHandDelta]));
  const levelsOf = Map.groupBy(levels, (level) => level.variantId);
  for (const { productId, variantId, sku, options } of variants) {
    const own = levelsOf.get(variantId) ?? [];
    present.get(productId)?.variants.push({
      variantId,
      sku,
      options: optionsSchema.parse(options),
      levels: own,
      held: own.reduce((sum, { held }) => sum + held, 0),
      imported: importedOf.get(variantId) ?? null,
    });
  }
  for (const { productId, mediaId, sourceUrl, status } of media)
    present.get(productId)?.pictures.push({ mediaId, sourceUrl: sourceUrl ?? "", status });
  return present;
}
