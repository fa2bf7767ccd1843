import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { startMeilisearch } from "@/dev/meilisearch/server";
import { freePort } from "@/dev/ports";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { aloneAtReindexing } from "@/lib/search/alone-at-reindexing";
import { createCircuit } from "@/lib/search/circuit";
import { meilisearchEngine } from "@/lib/search/engine-meilisearch";
import { postgresEngine } from "@/lib/search/engine-postgres";
import { engineWithFallback } from "@/lib/search/engine-with-fallback";
import { indexProduct } from "@/lib/search/index-product";
import { indexProducts } from "@/lib/search/index-products";
import { requestFor } from "@/lib/search/request-for";
import { runMend } from "@/lib/search/run-mend";
import { type Connection, connectMeilisearch, indexName, nextIndexName } from "./connection";
import type { IndexDocument } from "./document";
import { feedChanges } from "./feed-changes";
import { indexesAreReady } from "./indexes-are-ready";
import { reindex } from "./reindex";
import { runFeed } from "./run-feed";
import { runReindex } from "./run-reindex";
import { settle } from "./tasks";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const catalog = buildCatalog(now, [audio]);
const ids = catalog.products.map(({ id }) => id);
const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string];
const log = pino({ level: "silent" });

/** A connection over which documents are sent only after `hold`. */
function holdDocuments(connection: Connection, hold: () => Promise<void>): Connection {
  const { client } = connection;
  const indexOf = client.index.bind(client);
  const index = (uid: string) => {
    const own = indexOf(uid);
    const send = own.addDocuments.bind(own);
    return Object.assign(own, {
      addDocuments: async (documents: IndexDocument[]) => {
        await hold();
        return send(documents);
      },
    });
  };
  return { ...connection, client: Object.assign(client, { index }) };
}

beforeAll(() => writeDemo(database.db, catalog, { now, password: "none", version: "test" }), 120_000);

describe.skipIf(!meilisearch)("feeding Meilisearch", () => {
  const given = { url: meilisearch?.url ?? "", key: meilisearch?.key ?? "", prefix: "feed" };
  const connection = connectMeilisearch(given);
  const english = connection.client.index(indexName(connection, "en"));

  beforeAll(async () => {
    Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
    await reindex(database.db, connection);
  }, 120_000);

  afterAll(() => {
    for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
  });

  const found = async (q: string): Promise<string[]> =>
    (await english.search(`"${q}"`)).hits.map(({ id }) => String(id));
  const waiting = () => database.db.searchChange.count();
  const retitle = async (productId: string, title: string) => {
    await database.db.productTranslation.update({
      where: { productId_language: { productId, language: "en" } },
      data: { title },
    });
    await indexProducts(database.db, [productId]);
  };
  const drain = () => drainJobs({ url: database.url, log, secondsMax: 20 });

  it("fills every language, and counts what the lists count", async () => {
    const { indexes } = await connection.client.getStats();
    for (const language of ["en", "de", "ja"] as const)
      expect(indexes[indexName(connection, language)]?.numberOfDocuments).toBe(ids.length);
    expect(indexes).not.toHaveProperty(nextIndexName(connection, "en"));
  });

  it("has a change found by the job that its transaction enqueued", async () => {
    await retitle(first, "Zyzzyva speaker");
    expect(await found("zyzzyva")).toEqual([]);
    await drain();
    expect(await found("zyzzyva")).toEqual([first]);
    expect(await waiting()).toBe(0);
  });

  it("enqueues one job for many changes", async () => {
    for (const id of ids.slice(0, 20)) await indexProduct(database.db, id);
    const jobs = await database.db.$queryRaw<unknown[]>`
      select from graphile_worker.jobs where task_identifier = 'search.feed'`;
    expect(jobs).toHaveLength(1);
    expect(await waiting()).toBe(20);
    await drain();
    expect(await waiting()).toBe(0);
  });

  it("takes out what is unpublished or deleted, and puts back what is published again", async () => {
    await database.db.product.update({ where: { productId: second }, data: { status: "draft" } });
    await database.db.product.delete({ where: { productId: third } });
    await indexProducts(database.db, [second, third]);
    await feedChanges(database.db, connection);
    for (const id of [second, third]) await expect(english.getDocument(id)).rejects.toThrow(/not found/);
    await database.db.product.update({ where: { productId: second }, data: { status: "active" } });
    await indexProducts(database.db, [second]);
    await feedChanges(database.db, connection);
    expect(await english.getDocument(second)).toMatchObject({ id: second });
  });

  it("does not let a change wait for all of an import before it, nor the import for all that changes", async () => {
    await database.db.$executeRaw`
      insert into search_change (product_id, mark)
      select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid from generate_series(1, 2000) i`;
    await retitle(first, "Quixotic speaker");
    expect(await feedChanges(database.db, connection, { secondsMax: 0.01 })).toEqual({ fed: 500, left: true });
    expect(await found("quixotic")).toEqual([first]);
    const [oldest] = await database.db.$queryRaw<{ mark: string }[]>`
      select mark::text from search_change order by mark limit 1`;
    expect(oldest?.mark).toBe("00000000-0000-7000-8000-0000000000fb");
    await feedChanges(database.db, connection);
    expect(await waiting()).toBe(0);
  });

  it("leaves the note of a product that changes while it is fed", async () => {
    await retitle(fourth, "Qwop one");
    const feeding = feedChanges(database.db, connection);
    await Promise.all([feeding, retitle(fourth, "Qwop two")]);
    await feedChanges(database.db, connection);
    expect(await found("two")).toContain(fourth);
    expect(await waiting()).toBe(0);
  });

  it("builds the index anew while the shop sells: killed, it goes on, and no change is lost", async () => {
    const steps: number[] = [];
    expect(await reindex(database.db, connection, { secondsMax: 0 })).toBe(false);
    // Sold and retitled between two slices: the index that answers hears of it, and so does the one being built.
    await retitle(fifth, "Xylograph radio");
    await feedChanges(database.db, connection);
    expect(await found("xylograph")).toEqual([fifth]);
    expect(await reindex(database.db, connection, { onProgress: ({ done }) => steps.push(done) })).toBe(true);
    expect(steps).toEqual([0, ids.length - 1]);
    expect(await found("xylograph")).toEqual([fifth]);
    expect((await english.getStats()).numberOfDocuments).toBe(ids.length - 1);
    const indexes = async () => (await connection.client.getRawIndexes()).results.map(({ uid }) => uid);
    await expect.poll(indexes, { timeout: 10_000 }).not.toContain(nextIndexName(connection, "en"));
  }, 120_000);

  it("begins again what was killed before its documents or settings were made in another way", async () => {
    const { numberOfDocuments } = await english.getStats();
    expect(await reindex(database.db, connection, { secondsMax: 0 })).toBe(false);
    const key = `search-reindex ${given.prefix}`;
    const { value } = await database.db.shopState.findUniqueOrThrow({ where: { key }, select: { value: true } });
    const older = JSON.stringify({
      ...JSON.parse(value),
      after: ids.toSorted().at(-1),
      soldCount: 0,
      version: "older",
    });
    await database.db.shopState.update({ where: { key }, data: { value: older } });
    expect(await reindex(database.db, connection)).toBe(true);
    expect((await english.getStats()).numberOfDocuments).toBe(numberOfDocuments);
  }, 120_000);

  it("has the new index answer though whoever had it change places was killed before it did", async () => {
    const { client, languages } = connection;
    const onProgress = ({ done }: { done: number }) => {
      if (done > 0) throw new Error("killed");
    };
    await expect(reindex(database.db, connection, { onProgress })).rejects.toThrow("killed");
    const made = async () => (await client.getRawIndex(indexName(connection, "en"))).createdAt;
    const old = await made();
    // Meilisearch has something else to do first.
    const busy = client.index(`${given.prefix}_busy`);
    const text = Array.from({ length: 200 }, (_, word) => `word${word}`).join(" ");
    const much = Array.from({ length: 6_000 }, (_, id) => ({ id, text: `${id} ${text}` }));
    const { taskUid } = await busy.addDocuments(much, { primaryKey: "id" });
    const swaps = languages.map((language) => ({
      indexes: [indexName(connection, language), nextIndexName(connection, language)] as [string, string],
      rename: false,
    }));
    const swap = await client.swapIndexes(swaps);
    expect(await reindex(database.db, connection)).toBe(true);
    expect((await client.tasks.getTask(swap.taskUid)).status).toBe("succeeded");
    expect(await made()).not.toBe(old);
    await settle(client, [{ taskUid }, await client.deleteIndex(busy.uid)]);
  }, 120_000);

  it("does not leave an older self in the index where two feed at once, as while it is built anew", async () => {
    expect(await reindex(database.db, connection, { secondsMax: 0 })).toBe(false);
    const gate = Promise.withResolvers<void>();
    const holding = Promise.withResolvers<void>();
    const hold = async () => {
      holding.resolve();
      await gate.promise;
    };
    await retitle(fifth, "Jackdaw radio");
    const held = feedChanges(database.db, holdDocuments(connectMeilisearch(given), hold), { secondsMax: 100 });
    await holding.promise;
    await retitle(fifth, "Nuthatch radio");
    await feedChanges(database.db, connection);
    expect([await found("nuthatch"), await waiting()]).toEqual([[fifth], 0]);
    gate.resolve();
    await held;
    expect([await found("nuthatch"), await found("jackdaw"), await waiting()]).toEqual([[fifth], [], 0]);
    expect(await reindex(database.db, connection)).toBe(true);
    expect(await found("nuthatch")).toEqual([fifth]);
  }, 120_000);

  it("is built anew by no job while another builds it", async () => {
    const lastTask = async () => (await connection.client.tasks.getTasks({ limit: 1 })).results[0]?.uid;
    const last = await lastTask();
    await aloneAtReindexing(database.url, () => runReindex(database.db, log));
    expect(await lastTask()).toBe(last);
  });

  it("finds and mends what drifted, in the lists and in the index", async () => {
    const stranger = "00000000-0000-7000-8000-000000000001";
    await settle(connection.client, [
      await english.deleteDocument(first),
      await english.addDocuments([{ id: stranger, checksum: "none", title: "Stranger" }]),
      await english.updateDocuments([{ id: second, checksum: "old", title: "Wrong words" }]),
    ]);
    await database.db.catalogEntry.update({ where: { productId: fourth }, data: { brand: "Wrongbrand", stock: 999 } });
    await database.db.catalogPrice.deleteMany({ where: { productId: fifth, currency: "EUR" } });
    await database.db.catalogEntry.deleteMany({ where: { productId: ids[6] ?? "" } });

    await runMend(database.db, log, {});
    await drain();

    const sound = await database.db.catalogEntry.findUniqueOrThrow({
      where: { productId: fourth },
      select: { brand: true, stock: true },
    });
    expect(sound.brand).not.toBe("Wrongbrand");
    expect(sound.stock).not.toBe(999);
    expect(await database.db.catalogPrice.count({ where: { productId: fifth, currency: "EUR" } })).toBe(1);
    expect(await database.db.catalogEntry.count({ where: { productId: ids[6] ?? "" } })).toBe(1);
    expect(await english.getDocument(first)).toMatchObject({ id: first });
    await expect(english.getDocument(stranger)).rejects.toThrow(/not found/);
    expect(await found("wrong")).toEqual([]);
    expect((await english.getStats()).numberOfDocuments).toBe(ids.length - 1);
  });

  it("looks for what is left over in slices as well", async () => {
    const stranger = "00000000-0000-7000-8000-000000000002";
    await settle(connection.client, [
      await english.addDocuments([{ id: stranger, checksum: "none", title: "Stranger" }]),
    ]);
    await runMend(database.db, log, { part: "en", after: ids.toSorted().at(-1) ?? "" }, { secondsMax: 0 });
    const jobs = await database.db.$queryRaw<unknown[]>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'search.mend'`;
    expect(jobs).toMatchObject([{ payload: { part: "en", leftOver: 0 } }]);
    await drain();
    await expect(english.getDocument(stranger)).rejects.toThrow(/not found/);
  });

  it("finds nothing to mend where nothing drifted", async () => {
    await runMend(database.db, log, {});
    expect(await waiting()).toBe(0);
  });
});

describe.skipIf(!meilisearch)("before the first index is whole", () => {
  const given = { url: meilisearch?.url ?? "", key: meilisearch?.key ?? "", prefix: "first" };
  const connection = connectMeilisearch(given);

  it("no index answers, whatever is fed meanwhile, and a killed reindexing goes on", async () => {
    Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
    try {
      const circuit = createCircuit({ name: "Meilisearch", log });
      const engine = engineWithFallback(
        (heard) => meilisearchEngine(database.db, { ...connection, heard }),
        postgresEngine(database.db),
        circuit,
      );
      const request = requestFor("en", "headphones");
      const { total } = await postgresEngine(database.db).search(request);
      expect(await reindex(database.db, connection, { secondsMax: 0 })).toBe(false);
      await indexProducts(database.db, [first]);
      await feedChanges(database.db, connection);
      expect(await database.db.searchChange.count()).toBe(0);
      expect(await engine.search(request)).toMatchObject({ total });
      expect(circuit.counts).toMatchObject({ answered: 0, insteadOf: 1 });
      expect(await indexesAreReady(database.db, connection)).toBe(false);

      expect(await reindex(database.db, connection)).toBe(true);
      expect(await indexesAreReady(database.db, connection)).toBe(true);
      expect(await engine.search(request)).toMatchObject({ total });
      expect(circuit.counts).toMatchObject({ answered: 1, insteadOf: 1 });
    } finally {
      for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
    }
  }, 120_000);
});

describe.skipIf(!meilisearch)("where an index is missing", () => {
  const given = { url: meilisearch?.url ?? "", key: meilisearch?.key ?? "", prefix: "missing" };
  const connection = connectMeilisearch(given);

  it.each(["all of them", "one language's", "one is empty"])(
    "the clock has the worker build it: %s",
    async (which) => {
      Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
      try {
        const gone = connection.languages.filter((language) => which === "all of them" || language === "de");
        for (const language of gone)
          if (which === "one is empty")
            await settle(connection.client, [
              await connection.client.index(indexName(connection, language)).deleteAllDocuments(),
            ]);
          else await connection.client.deleteIndexIfExists(indexName(connection, language));
        await enqueue(database.db, "search.feed", {}, { key: "schedule" });
        await drainJobs({ url: database.url, log, secondsMax: 20 });
        await drainJobs({ url: database.url, log, secondsMax: 20 });
        expect(await indexesAreReady(database.db, connection)).toBe(true);
      } finally {
        for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
      }
    },
    120_000,
  );

  it("a feed has no building that fails tried again before its time", async () => {
    const none = { ...given, prefix: "none" };
    Object.assign(process.env, { MEILI_URL: none.url, MEILI_KEY: none.key, MEILI_INDEX_PREFIX: none.prefix });
    try {
      await enqueue(database.db, "search.reindex", {}, { key: sliceKey });
      await database.db.$executeRaw`
        update graphile_worker._private_jobs set attempts = 9, run_at = now() + interval '2 hours'
         where key = ${`search.reindex:${sliceKey}`}`;
      await runFeed(database.db);
      const jobs = await database.db.$queryRaw<unknown[]>`
        select attempts, run_at > now() + interval '1 hour' as "isLater" from graphile_worker.jobs
         where task_identifier = 'search.reindex'`;
      expect(jobs).toEqual([{ attempts: 9, isLater: true }]);
    } finally {
      for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
      await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    }
  });

  it("one without documents is as it should be where no product is to be listed", async () => {
    const empty = connectMeilisearch({ ...given, prefix: "empty" });
    const { db } = database;
    await db.$executeRaw`update catalog_entry set status = 'draft'`;
    try {
      expect(await indexesAreReady(db, empty)).toBe(false);
      expect(await reindex(db, empty)).toBe(true);
      expect(await indexesAreReady(db, empty)).toBe(true);
    } finally {
      await db.$executeRaw`update catalog_entry set status = 'active'`;
    }
    expect(await indexesAreReady(db, empty)).toBe(false);
  });
});

describe.skipIf(!meilisearch || meilisearch.pid === 0)("while Meilisearch is away", () => {
  it("keeps every change, and feeds it when Meilisearch is back", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-meilisearch-away-"));
    const port = await freePort();
    let server = await startMeilisearch({ folder, port });
    const given = { url: server.url, key: server.key, prefix: "away" };
    Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
    try {
      const connection = connectMeilisearch(given);
      await reindex(database.db, connection);
      process.kill(server.pid, "SIGKILL");
      await server.stop();
      await database.db.productTranslation.update({
        where: { productId_language: { productId: first, language: "en" } },
        data: { title: "Vuvuzela horn" },
      });
      await indexProducts(database.db, [first]);
      await expect(feedChanges(database.db, connection)).rejects.toThrow();
      expect(await database.db.searchChange.count()).toBe(1);

      server = await startMeilisearch({ folder, port });
      await feedChanges(database.db, connection);
      const { hits } = await connection.client.index(indexName(connection, "en")).search('"vuvuzela"');
      expect(hits.map(({ id }) => id)).toEqual([first]);
      expect(await database.db.searchChange.count()).toBe(0);
    } finally {
      for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it.each(["failed for hours", "died"])(
    "feeds changes as they come again once it is back, though their job %s",
    async (end) => {
      const { db, url } = database;
      const drain = () => drainJobs({ url, log, secondsMax: 20 });
      const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-meilisearch-outage-"));
      const port = await freePort();
      let server = await startMeilisearch({ folder, port });
      const given = { url: server.url, key: server.key, prefix: "outage" };
      Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
      try {
        const connection = connectMeilisearch(given);
        await db.$executeRaw`delete from graphile_worker._private_jobs`;
        await reindex(db, connection);
        await drain();
        process.kill(server.pid, "SIGKILL");
        await server.stop();
        await indexProducts(db, [first]);
        await drain();
        const failed = await (end === "died"
          ? db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts where key = 'search.feed:changes'`
          : db.$executeRaw`
            update graphile_worker._private_jobs set run_at = now() + interval '6 hours' where key = 'search.feed:changes' and attempts > 0`);
        expect(failed).toBe(1);

        server = await startMeilisearch({ folder, port });
        await enqueue(db, "search.feed", {}, { key: "schedule" });
        await drain();
        expect(await db.searchChange.count()).toBe(0);
        await indexProducts(db, [second]);
        expect(await db.searchChange.count()).toBe(1);
        await drain();
        expect(await db.searchChange.count()).toBe(0);
        const left = await db.$queryRaw<unknown[]>`
        select from graphile_worker.jobs where task_identifier = 'search.feed' and attempts < max_attempts`;
        expect(left).toEqual([]);
      } finally {
        for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
