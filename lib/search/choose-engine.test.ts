import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DelayProxy, startDelayProxy } from "@/dev/delay-proxy";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { type MeilisearchServer, startMeilisearch } from "@/dev/meilisearch/server";
import { freePort } from "@/dev/ports";
import { writeDemo } from "@/dev/seed/write-demo";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { connect } from "@/lib/db/client";
import { meilisearchCircuit, searchEngine } from "@/lib/search/choose-engine";
import type { Circuit } from "@/lib/search/circuit";
import type { SearchEngine } from "@/lib/search/engine";
import { meilisearchEngine } from "@/lib/search/engine-meilisearch";
import { postgresEngine } from "@/lib/search/engine-postgres";
import { engineWithFallback } from "@/lib/search/engine-with-fallback";
import { type Connection, connectMeilisearch, indexName } from "@/lib/search/meilisearch/connection";
import { reindex } from "@/lib/search/meilisearch/reindex";
import { settle } from "@/lib/search/meilisearch/tasks";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { requestFor } from "@/lib/search/request-for";

const shared = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const log = pino({ level: "silent" });

it("is Postgres alone where no Meilisearch is configured", async () => {
  expect(await searchEngine(database.db).search(requestFor("en", ""))).toMatchObject({ total: 0 });
});

/** Faults are played on a server of our own. */
describe.skipIf(!shared || shared.pid === 0)("Meilisearch with Postgres behind it", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-meilisearch-faults-"));
  let server: MeilisearchServer;
  let port: number;
  let connection: Connection;
  let circuit: Circuit;
  let engine: SearchEngine;

  beforeAll(async () => {
    await writeDemo(database.db, buildCatalog(now, [audio]), { now, password: "none", version: "test" });
    await refreshVocabulary(database.db);
    port = await freePort();
    server = await startMeilisearch({ folder, port });
    await reindex(database.db, connectMeilisearch({ url: server.url, key: server.key, prefix: "faults" }));
  }, 180_000);

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    connection = connectMeilisearch({ url: server.url, key: server.key, prefix: "faults", timeoutMs: 250 });
    circuit = meilisearchCircuit(log, { restMs: 100, restMsMax: 400 });
    engine = withFallback(connection);
  });

  const withFallback = (to: Connection, db = database.db) =>
    engineWithFallback(
      (heard, failedLate) => meilisearchEngine(db, { ...to, heard, failedLate }),
      postgresEngine(database.db),
      circuit,
    );
  const ask = async () => {
    const began = performance.now();
    const { total, hits } = await engine.search(requestFor("en", "headphones"));
    expect(total).toBeGreaterThan(0);
    expect(hits.length).toBeGreaterThan(0);
    return performance.now() - began;
  };
  const heals = () =>
    until(
      async () => {
        const { answered } = circuit.counts;
        await ask();
        return circuit.counts.answered > answered;
      },
      { seconds: 20, everyMs: 50 },
    );

  it("answers from Meilisearch while it is well", async () => {
    expect(await heals()).toBe(true);
    expect(circuit.counts.opened).toBe(0);
  });

  it("leaves lists without words to the projection, of which their first pages are made", async () => {
    const list = requestFor("en", "", { page: 2 });
    expect(await engine.search(list)).toEqual(await postgresEngine(database.db).search(list));
    await engine.categoryCounts(list);
    await engine.facetValues({ list, facet: "brand", contains: "", limit: 3 });
    expect(circuit.counts).toMatchObject({ answered: 0, insteadOf: 0 });
  });

  it("takes no answer for Meilisearch's that was found without asking it", async () => {
    connection = connectMeilisearch({ url: `http://127.0.0.1:${await freePort()}`, prefix: "faults", timeoutMs: 250 });
    engine = withFallback(connection);
    const askNothing = async () => {
      expect(await engine.search(requestFor("en", "🫖"))).toMatchObject({ total: 0 });
      const list = requestFor("en", "headphones");
      expect(await engine.facetValues({ list, facet: "no-such", contains: "", limit: 3 })).toMatchObject({ total: 0 });
      expect(await engine.suggest({ language: "en", currency: "USD", prefix: "🫖", limit: 3 })).toEqual([]);
    };
    for (let turn = 0; turn < 3; turn++) {
      await askNothing();
      await ask();
    }
    expect(circuit.counts).toMatchObject({ answered: 0, opened: 1 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    for (let turn = 0; turn < 3; turn++) await askNothing();
    await ask();
    expect(circuit.counts).toMatchObject({ answered: 0, opened: 1 });
  });

  it("answers from Postgres while Meilisearch is frozen, waits for it three times at most, and heals by itself", async () => {
    process.kill(server.pid, "SIGSTOP");
    try {
      for (let turn = 0; turn < 3; turn++) await ask();
      expect(circuit.counts).toMatchObject({ answered: 0, opened: 1, insteadOf: 3 });
      const times = [];
      for (let turn = 0; turn < 20; turn++) times.push(await ask());
      // Nobody waits for what does not answer, though it is tried aside meanwhile.
      expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(200);
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    expect(await heals()).toBe(true);
  });

  it("answers from Postgres when Meilisearch is killed, and from Meilisearch when it is back", async () => {
    await server.stop();
    for (let turn = 0; turn < 6; turn++) await ask();
    expect(circuit.counts).toMatchObject({ answered: 0, opened: 1, insteadOf: 6 });
    server = await startMeilisearch({ folder, port });
    expect(await heals()).toBe(true);
  });

  const html = { "Content-Type": "text/html" };
  const json = { "Content-Type": "application/json" };
  it.each<[string, status: number, headers: Record<string, string>, body: string]>([
    ["a gateway's page of an error", 502, html, "<h1>Bad Gateway</h1>"],
    ["a gateway's page that says all is well", 200, html, "<h1>Welcome</h1>"],
    ["that the key has no right", 403, json, '{"message":"","code":"invalid_api_key","type":"auth","link":""}'],
    [
      "that it is asked too much",
      429,
      json,
      '{"message":"","code":"too_many_search_requests","type":"system","link":""}',
    ],
    ["that it is busy, without a word", 503, {}, ""],
    ["the half of an answer", 200, json, '{"results":[{"hits":[{"id":"0190'],
    ["an answer to nothing", 200, json, '{"results":[]}'],
    ["an answer without counts", 200, json, JSON.stringify({ results: Array(40).fill({ hits: [] }) })],
    ["another shop's documents", 200, json, '{"results":[{"hits":[{"id":"mug-1"}],"totalHits":1}]}'],
    ["something else", 200, json, "null"],
  ])("takes for no answer of Meilisearch: %s", async (_, status, headers, body) => {
    const gateway = createServer((_, response) => {
      response.writeHead(status, headers).end(body);
    });
    const gatewayPort = await freePort();
    gateway.listen(gatewayPort);
    try {
      engine = withFallback(
        connectMeilisearch({ url: `http://127.0.0.1:${gatewayPort}`, prefix: "faults", timeoutMs: 1_000 }),
      );
      for (let turn = 0; turn < 3; turn++) await ask();
      expect(circuit.counts).toEqual({ answered: 0, failed: 3, insteadOf: 3, opened: 1 });
    } finally {
      gateway.closeAllConnections();
      gateway.close();
    }
  });

  it("has fed at once what changed while Meilisearch was away", async () => {
    const proxy = await startDelayProxy(port, 0);
    const url = `http://127.0.0.1:${proxy.port}`;
    Object.assign(process.env, { MEILI_URL: url, MEILI_KEY: server.key, MEILI_INDEX_PREFIX: "faults" });
    const db = connect(database.url, 2);
    const isDue = async () =>
      (await db.$queryRaw<unknown[]>`select from graphile_worker.jobs where key = 'search.feed:healed'`).length > 0;
    try {
      const search = () => searchEngine(db).search(requestFor("en", "headphones"));
      proxy.setDelay(400);
      for (let turn = 0; turn < 3; turn++) await search();
      expect(await isDue()).toBe(false);
      proxy.setDelay(0);
      expect(await until(async () => (await search()) && isDue(), { seconds: 20, everyMs: 100 })).toBe(true);
    } finally {
      for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
      await db.$disconnect();
      proxy.stop();
    }
  });

  describe("behind a slow network", () => {
    let proxy: DelayProxy;
    beforeAll(async () => {
      proxy = await startDelayProxy(port, 0);
    });
    afterAll(() => proxy.stop());

    const connectSlow = (timeoutMs: number): void => {
      const url = `http://127.0.0.1:${proxy.port}`;
      const slow = connectMeilisearch({ url, key: server.key, prefix: "faults", timeoutMs, answerMs: 500 });
      engine = withFallback(slow);
    };

    it("answers from Postgres while every answer is too late, and from Meilisearch when they are in time", async () => {
      connectSlow(250);
      proxy.setDelay(300);
      for (let turn = 0; turn < 5; turn++) await ask();
      expect(circuit.counts).toMatchObject({ answered: 0, opened: 1, insteadOf: 5 });
      proxy.setDelay(0);
      expect(await heals()).toBe(true);
    });

    it("answers from Postgres when the answers of one search add up to too much, each of them in time", async () => {
      connectSlow(5_000);
      proxy.setDelay(200);
      // What was cut off is noticed: it is the delay that is to fail.
      await new Promise((resolve) => setTimeout(resolve, 100));
      const began = performance.now();
      const { total } = await engine.search(requestFor("en", "headphones unicornhorn"));
      expect(total).toBeGreaterThan(0);
      expect(circuit.counts).toMatchObject({ answered: 0, failed: 1, insteadOf: 1 });
      expect(performance.now() - began).toBeGreaterThan(490);
      // A second for what Postgres needs on a busy machine.
      expect(performance.now() - began).toBeLessThan(500 + 1_000);
    });
  });

  it("does not blame Meilisearch for a database that takes too long or is away", async () => {
    const address = new URL(database.url);
    const proxy = await startDelayProxy(Number(address.port), 0);
    address.port = String(proxy.port);
    const slow = connect(address.href, 4);
    const { url, key } = server;
    engine = withFallback(connectMeilisearch({ url, key, prefix: "faults", timeoutMs: 1_000, answerMs: 1_200 }), slow);
    try {
      expect(await heals()).toBe(true);
      const { answered, failed, insteadOf } = circuit.counts;
      proxy.setDelay(1_500);
      for (let turn = 0; turn < 3; turn++) await ask();
      expect(circuit.counts).toEqual({ answered, failed, insteadOf: insteadOf + 3, opened: 0 });
      proxy.stop();
      for (let turn = 0; turn < 3; turn++) await ask();
      expect(circuit.counts).toEqual({ answered, failed, insteadOf: insteadOf + 6, opened: 0 });
      process.kill(server.pid, "SIGSTOP");
      for (let turn = 0; turn < 3; turn++) await ask();
      expect(circuit.counts).toMatchObject({ answered, failed: failed + 3, opened: 1 });
    } finally {
      process.kill(server.pid, "SIGCONT");
      proxy.stop();
      await slow.$disconnect();
    }
  });

  it("blames Meilisearch for hanging where a slow database leaves it little of the time", async () => {
    const { url, key } = server;
    engine = withFallback(connectMeilisearch({ url, key, prefix: "faults", timeoutMs: 600, answerMs: 1_500 }));
    process.kill(server.pid, "SIGSTOP");
    try {
      for (let turn = 1; turn <= 3; turn++) {
        // What looks like a code is looked up first, which waits for the lock until a second has gone.
        const searching = await database.db.$transaction(async (tx) => {
          await tx.$executeRaw`lock table catalog_entry in access exclusive mode`;
          const begun = engine.search(requestFor("en", "headphones mk2"));
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          return { begun };
        });
        await searching.begun;
        expect(await until(() => circuit.counts.failed === turn, { seconds: 5, everyMs: 20 })).toBe(true);
      }
      expect(circuit.counts).toEqual({ answered: 0, failed: 3, insteadOf: 3, opened: 1 });
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    expect(await heals()).toBe(true);
  });

  it("answers from Postgres when an index is empty or not there", async () => {
    const uid = indexName(connection, "en");
    const complete = () => engine.suggest({ language: "en", currency: "USD", prefix: "wireless he", limit: 3 });
    const completed = await complete();
    expect(completed.length).toBeGreaterThan(0);
    await settle(connection.client, [await connection.client.index(uid).deleteAllDocuments()]);
    await ask();
    expect((await complete()).map(({ productId }) => productId).toSorted()).toEqual(
      completed.map(({ productId }) => productId).toSorted(),
    );
    await settle(connection.client, [await connection.client.deleteIndex(uid)]);
    await ask();
    expect(circuit.counts).toMatchObject({ answered: 1, insteadOf: 3 });
    await reindex(database.db, connectMeilisearch({ url: server.url, key: server.key, prefix: "faults" }));
    expect(await heals()).toBe(true);
  }, 120_000);
});
