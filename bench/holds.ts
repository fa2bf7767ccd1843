import { performance } from "node:perf_hooks";
import pg from "pg";
import { startDelayProxy } from "../dev/delay-proxy";
import { startScratchServer } from "../dev/postgres/scratch";
import { makeProduct, makeWorld } from "../dev/testing/fixtures";
import { newId } from "../lib/core/ids";
import { connect, type Db } from "../lib/db/client";
import { migrate } from "../lib/db/migrate";
import { inTransaction } from "../lib/db/transaction";
import { holdStock } from "../lib/inventory/hold-stock";
import { reserveStock } from "../lib/inventory/reserve-stock";
import { setStockRules } from "../lib/inventory/set-stock-rules";
import {
  bareInsert,
  countHeld,
  type Hold,
  microBatch,
  rowPerUnit,
  schema,
  singleRow,
  striped,
} from "./hold-strategies";

/**
 * `npm run bench:holds`: units of ONE SKU held a second by 64 clients at once, by four strategies and by the shop's own
 * verb, on a durable Postgres, with the database beside the process and one millisecond away. The control in the same
 * run is the smallest durable transaction: one row inserted.
 */
const clientCount = 64;
const seconds = 3;

const cluster = await startScratchServer({ durable: true });
try {
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  const settings = await admin.query(
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync, current_setting('server_version') as version",
  );
  await admin.query("create database strategies");
  await admin.query("create database shop");
  await admin.end();
  const { fsync, sync, version } = settings.rows[0];
  console.log(
    `Postgres ${version}, fsync ${fsync}, synchronous_commit ${sync}; ${clientCount} clients, ${seconds} s each`,
  );

  const setUp = new pg.Client({ connectionString: cluster.url("strategies") });
  await setUp.connect();
  await setUp.query(schema);
  await migrate({ url: cluster.url("shop") });
  const port = Number(new URL(cluster.url("shop")).port);
  for (const delayMs of [0, 1]) {
    const proxy = delayMs > 0 ? await startDelayProxy(port, delayMs) : { port, stop: () => {} };
    await measure((database) => cluster.url(database).replace(`:${port}/`, `:${proxy.port}/`), delayMs);
    proxy.stop();
  }
  const { held, entries } = (await setUp.query(countHeld)).rows[0];
  console.log(held === entries ? `every unit is accounted for: ${held}` : `WRONG: ${held} held, ${entries} entries`);
  await setUp.end();
} finally {
  await cluster.stop();
}

async function measure(url: (database: string) => string, delayMs: number): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: clientCount + 1 }, async () => {
      const client = new pg.Client({ connectionString: url("strategies") });
      // The proxy is torn down under idle connections at the end.
      client.on("error", () => {});
      await client.connect();
      return client;
    }),
  );
  const [batcher, ...workers] = clients;
  if (!batcher) throw new Error("no client");
  const trip = await roundTrip(batcher);
  console.log(`\ndatabase ${delayMs} ms away (a round trip measured: ${trip.toFixed(2)} ms)`);
  const strategies: [string, Hold][] = [
    ["control: bare insert", bareInsert],
    ["single row", singleRow],
    ["16 stripes", striped],
    ["a row a unit", rowPerUnit],
    ["5 ms micro-batch", microBatch(batcher)],
  ];
  for (const [name, hold] of strategies) {
    const run = await load((index) => hold(workers[index] ?? batcher));
    say(name, run);
  }
  await Promise.all(clients.map((client) => client.end()));
  await measureVerb(url("shop"));
}

async function measureVerb(url: string): Promise<void> {
  const db = connect(url, clientCount);
  const world = await makeWorld(db);
  for (const stripes of [1, 16]) {
    const variant = await makeProduct(db, world, { onHand: 1_000_000 });
    const staff = { merchantId: world.merchantId, staffId: newId(), now: new Date() };
    const rules = {
      stockPolicy: "deny",
      oversellMax: 0,
      shipsFrom: null,
      lowStockAt: null,
      perCustomerMax: null,
    } as const;
    await setStockRules(db, staff, variant, { ...rules, stripes });
    const laid = stripes === 1 ? "one row" : `${stripes} stripes`;
    say(`holdStock, ${laid}`, await load(() => holdOne(db, variant)));
    say(`reserveStock, ${laid}`, await load(() => reserveOne(db, variant, world.merchantId)));
  }
  await db.$disconnect();
}

function holdOne(db: Db, variant: { productId: string; variantId: string }): Promise<boolean> {
  const now = new Date();
  return inTransaction(db, async (tx) => {
    const held = await holdStock(tx, {
      orderId: newId(),
      lines: [{ ...variant, quantity: 1 }],
      expiresAt: now,
      actor: "bench",
      now,
    });
    return held.ok;
  });
}

/** As the checkout takes units of a SKU in a rush: durable before it is answered, with its ledger entry and its expiry. */
async function reserveOne(
  db: Db,
  variant: { productId: string; variantId: string },
  merchantId: string,
): Promise<boolean> {
  const now = new Date();
  const reserved = await reserveStock(db, {
    orderId: newId(),
    line: { ...variant, quantity: 1 },
    locations: [merchantId],
    limit: null,
    expiresAt: now,
    actor: "bench",
    now,
  });
  return reserved.ok;
}

interface Run {
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
}

async function load(once: (index: number) => Promise<boolean>): Promise<Run> {
  const times: number[] = [];
  let refused = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: clientCount }, async (_, index) => {
      while (performance.now() < end) {
        const began = performance.now();
        if (!(await once(index))) refused += 1;
        else times.push(performance.now() - began);
      }
    }),
  );
  const took = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
  return { perSecond: times.length / took, p50: at(0.5), p99: at(0.99), refused };
}

function say(name: string, { perSecond, p50, p99, refused }: Run): void {
  const figures = `${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1).padStart(6)} ms  p99 ${p99.toFixed(1).padStart(6)} ms`;
  console.log(`  ${name.padEnd(24)}${figures}${refused > 0 ? `  refused ${refused}` : ""}`);
}

async function roundTrip(client: pg.Client): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < 50; index += 1) await client.query("select 1");
  return (performance.now() - began) / 50;
}
