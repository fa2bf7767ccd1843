import pino from "pino";
import { expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { enqueue } from "@/lib/jobs/queue";
import { startWorker } from "@/lib/jobs/start-worker";
import { postgresEngine } from "./engine-postgres";
import { indexProduct } from "./index-product";
import { requestFor } from "./request-for";

const database = useDatabase();
const log = pino({ level: "silent" });

it("finds a new price within five seconds while a hundred pictures come from a host that does not answer", async () => {
  const { db, url } = database;
  const { productId } = await writeProduct(db, new Date("2026-11-22T08:00:00Z"));
  await indexProduct(db, productId);
  const wanted = Array.from({ length: 100 }, () => newId());
  await enqueueMany(
    db,
    "media.fetch",
    wanted.map((mediaId) => ({ payload: { productId, mediaId }, key: mediaId })),
  );
  const silence = Promise.withResolvers<void>();
  const fetching = vi.fn(() => silence.promise);
  const handlers = {
    "media.fetch": fetching,
    "catalog.index": (product: { productId: string }) => indexProduct(db, product.productId),
  };
  const worker = await startWorker({ url, log, handlers });
  await vi.waitFor(() => expect(fetching).toHaveBeenCalledTimes(4), { timeout: 5_000 });

  const began = performance.now();
  await inTransaction(db, async (tx) => {
    await tx.price.updateMany({ where: { productId, currency: "USD" }, data: { amount: 7_700 } });
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
  });
  const cheap = requestFor("en", "thing", { filters: { facets: {}, priceMax: 8_000 } });
  await vi.waitFor(async () => expect((await postgresEngine(db).search(cheap)).total).toBe(1), { timeout: 10_000 });
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(fetching).toHaveBeenCalledTimes(4);
  await db.$executeRaw`delete from graphile_worker._private_jobs where locked_at is null`;
  silence.resolve();
  await worker.stop();
}, 40_000);
