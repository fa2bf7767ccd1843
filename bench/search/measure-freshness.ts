import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import type { Db } from "../../lib/db/client";
import { inTransaction } from "../../lib/db/transaction";
import { enqueue } from "../../lib/jobs/queue";
import { startWorker } from "../../lib/jobs/start-worker";
import type { SearchEngine } from "../../lib/search/engine";
import { indexProduct } from "../../lib/search/index-product";
import { runFeed } from "../../lib/search/meilisearch/run-feed";
import { requestFor } from "../../lib/search/request-for";
import { titleOf } from "./lines";
import type { World } from "./make-products";
import { writeFamily } from "./write-family";

const pollMilliseconds = 25;
const patienceMilliseconds = 20_000;

interface Changed {
  url: string;
  db: Db;
  engine: SearchEngine;
  world: World;
  products: number;
}

/**
 * Changes titles while the load runs, as the back room does: the product's row and the job that lists it in one
 * transaction, a worker in this process, and from the change until a search by its new word has it. Milliseconds.
 */
export async function measureFreshness(
  { url, db, engine, world, products }: Changed,
  { changes, pauseMilliseconds }: { changes: number; pauseMilliseconds: number },
): Promise<number[]> {
  const worker = await startWorker({
    url,
    log: pino({ level: "silent" }),
    handlers: {
      "catalog.index": ({ productId }, job) => indexProduct(db, productId, job),
      "search.feed": () => runFeed(db),
      // No app has pages to make anew.
      "pages.revalidate": async () => undefined,
    },
  });
  const times: number[] = [];
  for (let change = 0; change < changes; change++) {
    const made = world.product(Math.floor((products * (change + 0.5)) / changes));
    const { productId } = made;
    await writeFamily(db, made);
    const word = `fresh${Date.now().toString(36)}`;
    const title = `${word} ${titleOf(made.text("en"))}`;
    const began = performance.now();
    await inTransaction(db, async (tx) => {
      await tx.productTranslation.update({
        where: { productId_language: { productId, language: "en" } },
        data: { title },
        select: { productId: true },
      });
      await enqueue(tx, "catalog.index", { productId }, { key: productId });
    });
    while ((await engine.search(requestFor("en", word, { asTyped: true }))).hits[0]?.productId !== productId) {
      if (performance.now() - began > patienceMilliseconds) break;
      await sleep(pollMilliseconds);
    }
    times.push(performance.now() - began);
    await sleep(pauseMilliseconds);
  }
  await worker.stop();
  return times;
}
