import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { freePort } from "../dev/ports";
import { startCluster } from "../dev/postgres/cluster";
import { placeOf, removePlace } from "../dev/postgres/place";
import { makeBuyer, noon } from "../dev/testing/buyer";
import { makeProduct, makeWorld } from "../dev/testing/fixtures";
import { placeOrder } from "../lib/checkout/place-order";
import { connect } from "../lib/db/client";
import { migrate } from "../lib/db/migrate";

/**
 * `npm run bench:orders`: orders placed a second, by 1, 8 and 32 clients, on a durable Postgres (fsync on). The control
 * in the same run is the smallest durable transaction through the same client: one row inserted.
 */
const seconds = 6;
const productCount = 200;

const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-bench-"));
chmodSync(folder, 0o755);
const place = placeOf(folder);
const cluster = await startCluster({
  place,
  port: await freePort(),
  logFile: path.join(folder, "postgres.log"),
  settings: ["shared_buffers=512MB"],
});
try {
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  await admin.query("create database bench");
  const { rows } = await admin.query(
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync",
  );
  await admin.end();
  await migrate({ url: cluster.url("bench") });
  const db = connect(cluster.url("bench"), 32);
  const world = await makeWorld(db);
  const products = await Promise.all(
    Array.from({ length: productCount }, () => makeProduct(db, world, { onHand: 1_000_000 })),
  );
  console.log(
    `fsync ${rows[0]?.fsync}, synchronous_commit ${rows[0]?.sync}; 2 lines an order, ${productCount} products`,
  );
  for (const clients of [1, 8, 32]) {
    const buyers: Awaited<ReturnType<typeof makeBuyer>>[] = [];
    const wanted = seconds * 160;
    for (let at = 0; at < wanted; at += 16)
      buyers.push(
        ...(await Promise.all(Array.from({ length: 16 }, () => makeBuyer(db, [pick(products), pick(products)])))),
      );
    const control = await run(clients, seconds / 2, async (index) => {
      await db.shopState.create({
        data: { key: `bench-${clients}-${index}`, value: "", updatedAt: noon },
        select: { key: true },
      });
    });
    const orders = await run(clients, seconds, async (index) => {
      const buyer = buyers[index];
      if (!buyer) throw new Error("more orders than buyers: raise `wanted`");
      const placed = await placeOrder(db, buyer, noon);
      if (!placed.ok) throw new Error(placed.error.code);
    });
    console.log(
      `${String(clients).padStart(2)} clients  ${orders.rate.toFixed(0).padStart(5)} orders/s  p50 ${orders.p50.toFixed(1)} ms  p99 ${orders.p99.toFixed(1)} ms   control ${control.rate.toFixed(0)} inserts/s   ratio ${(orders.rate / control.rate).toFixed(2)}`,
    );
  }
  await db.$disconnect();
} finally {
  await cluster.stop();
  removePlace(place);
  rmSync(folder, { recursive: true, force: true });
}

function pick<T>(from: readonly T[]): T {
  const one = from[Math.floor(Math.random() * from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}

async function run(clients: number, forSeconds: number, work: (index: number) => Promise<void>) {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const end = began + forSeconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const start = performance.now();
        await work(next++);
        times.push(performance.now() - start);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { rate: times.length / elapsed, p50: at(0.5), p99: at(0.99) };
}
