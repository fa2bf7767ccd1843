import { updateTag } from "next/cache";
import { productTags } from "@/lib/cache/tags";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { indexProducts } from "@/lib/search/index-products";

/** Lists, search and pages show a change before the action answers. The job queued with it does the same, should this fail. */
export async function showChange(productId: string): Promise<void> {
  await inTransaction(db(), (tx) => indexProducts(tx, [productId]));
  const entry = await db().catalogEntry.findUnique({ where: { productId }, select: { lineage: true } });
  for (const tag of productTags(productId, entry?.lineage ?? [])) updateTag(tag);
}
