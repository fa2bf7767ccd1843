import { productTags, tags } from "@/lib/cache/tags";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { indexProducts } from "@/lib/search/index-products";

/** Brings one product's listing up to date, then has the pages that showed or now show it made anew. */
export async function indexProduct(db: Db, productId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await readLineage(tx, productId);
    await indexProducts(tx, [productId]);
    const after = await readLineage(tx, productId);
    const lists = productTags(productId, [...new Set([...before, ...after])]).filter(
      (tag) => tag !== tags.product(productId),
    );
    await enqueue(tx, "pages.revalidate", { tags: [tags.product(productId)] }, { key: tags.product(productId) });
    // Keyed by the lists: an import of a thousand products of one category makes them anew a few times, not a thousand.
    await enqueue(tx, "pages.revalidate", { tags: lists }, { key: lists.join(" ") });
  });
}

async function readLineage(tx: Tx, productId: string): Promise<string[]> {
  const entry = await tx.catalogEntry.findUnique({ where: { productId }, select: { lineage: true } });
  return entry?.lineage ?? [];
}
