import { createHash } from "node:crypto";
import { z } from "zod";
import { productTags, tags } from "@/lib/cache/tags";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { tellProductsBack } from "@/lib/inventory/tell-stock";
import type { JobContext } from "@/lib/jobs/job-context";
import { jobs } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";
import { finishTaken, giveBack, type TakenJobs, takeAlong } from "@/lib/jobs/take-along";
import { indexProducts } from "@/lib/search/index-products";

/** In one transaction, besides the job's own: enough that ten thousand prices are a hundred of them, few enough that each is short. */
const othersMax = 99;

/**
 * Brings one product's listing up to date, and, as a job, those of others that wait for the same: together they cost little
 * more than one. Where that fails each is left to its own job, so that the one that can't be indexed holds up no other.
 */
export async function indexProduct(db: Db, productId: string, job?: Pick<JobContext, "jobId" | "log">): Promise<void> {
  const taken = job && (await takeAlong(db, job.jobId, othersMax));
  if (job && taken && taken.jobIds.length > 0) {
    try {
      return await indexTogether(db, productId, taken);
    } catch (err) {
      job.log.warn({ err, jobs: taken.jobIds.length }, "products were not indexed together; each is by itself");
      await giveBack(db, taken);
    }
  }
  await inTransaction(db, (tx) => relist(tx, [productId]));
}

const payloads = z.array(jobs["catalog.index"]);

async function indexTogether(db: Db, productId: string, taken: TakenJobs): Promise<void> {
  const others = payloads.parse(taken.payloads).map((payload) => payload.productId);
  await inTransaction(db, async (tx) => {
    await relist(tx, [...new Set([productId, ...others])]);
    await finishTaken(tx, taken);
  });
}

/** Indexes products, and has those told who wait for them and the pages made anew that showed or now show them. */
async function relist(tx: Tx, productIds: readonly string[]): Promise<void> {
  const before = await readLineages(tx, productIds);
  await indexProducts(tx, productIds);
  await tellProductsBack(tx, productIds);
  const after = await readLineages(tx, productIds);
  const pages = productIds.map(tags.product);
  const stale = productIds.flatMap((id) => productTags(id, [...(before.get(id) ?? []), ...(after.get(id) ?? [])]));
  await revalidate(tx, pages);
  await revalidate(tx, [...new Set(stale).difference(new Set(pages))]);
}

/** Keyed by what is stale: an import of a thousand products of one category makes its lists anew a few times, not a thousand. */
const revalidate = (tx: Tx, stale: string[]): Promise<void> =>
  enqueue(
    tx,
    "pages.revalidate",
    { tags: stale },
    { key: createHash("sha256").update(stale.toSorted().join(" ")).digest("base64url") },
  );

async function readLineages(tx: Tx, productIds: readonly string[]): Promise<Map<string, string[]>> {
  const entries = await tx.catalogEntry.findMany({
    where: { productId: { in: [...productIds] } },
    select: { productId: true, lineage: true },
  });
  return new Map(entries.map(({ productId, lineage }) => [productId, lineage]));
}
