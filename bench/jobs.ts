import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import pino from "pino";
import { freePort } from "../dev/ports";
import { startCluster } from "../dev/postgres/cluster";
import { placeOf, removePlace } from "../dev/postgres/place";
import { newId } from "../lib/core/ids";
import { connect, type Db } from "../lib/db/client";
import { migrate } from "../lib/db/migrate";
import { enqueueMany } from "../lib/jobs/enqueue-many";
import { startWorker } from "../lib/jobs/start-worker";
import { measureAdding } from "./add-jobs";

/**
 * `npm run bench:jobs`: jobs a second through the queue as the shop runs it, on a durable Postgres (fsync on): the jobs of
 * 2,000 purchases, each parsed, logged, done and removed by the shop's own worker, with handlers that do nothing. The control in the same run is what a queue cannot
 * do without: a row taken and deleted with SKIP LOCKED, one a transaction, by as many clients as the worker has hands. Then
 * jobs added by 32 connections at once, beside the same with a NOTIFY in each transaction.
 */
const purchases = 2_000;
const jobsEach = 6;
const jobCount = purchases * jobsEach;
const rounds = 3;
const clients = 12;

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
  const url = cluster.url("bench");
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  await admin.query("create database bench");
  const { rows } = await admin.query(
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync",
  );
  await admin.end();
  await migrate({ url });
  const db = connect(url, 4);
  console.log(`fsync ${rows[0]?.fsync}, synchronous_commit ${rows[0]?.sync}; ${jobCount} jobs a round`);
  for (let round = 1; round <= rounds; round += 1) {
    const control = await deleteRows(url);
    const jobs = await runJobs(url, db);
    console.log(
      `round ${round}   ${jobs.toFixed(0).padStart(6)} jobs/s   control ${control.toFixed(0)} rows/s   ratio ${(jobs / control).toFixed(2)}`,
    );
  }
  await db.$disconnect();
  const { quiet, notified } = await measureAdding(url);
  console.log(
    `added, one a transaction, a flush taking 2 ms: ${quiet.toFixed(0)} jobs/s; were each to notify ${notified.toFixed(0)}/s`,
  );
} finally {
  await cluster.stop();
  removePlace(place);
  rmSync(folder, { recursive: true, force: true });
}

async function runJobs(url: string, db: Db): Promise<number> {
  for (let at = 0; at < purchases; at += 500) await addPurchases(db, 500);
  let done = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const count = async () => {
    done += 1;
    if (done === jobCount) finish();
  };
  const began = performance.now();
  const worker = await startWorker({
    url,
    log: pino({ level: "silent" }),
    handlers: {
      "payments.open": count,
      "payments.settle": count,
      "fulfilment.cut": count,
      "mail.send": count,
      "webhooks.publish": count,
      "catalog.index": count,
    },
  });
  await finished;
  // Done is what is gone from the queue, not what was begun.
  for (;;) {
    const [left] = await db.$queryRaw<{ count: number }[]>`select count(*)::int from graphile_worker._private_jobs`;
    if (left?.count === 0) break;
  }
  const seconds = (performance.now() - began) / 1000;
  await worker.stop();
  return jobCount / seconds;
}

/** The jobs of so many purchases, as placing, settling and cutting enqueue them. */
async function addPurchases(db: Db, count: number): Promise<void> {
  const orders = Array.from({ length: count }, () => ({ customerId: newId(), orderId: newId() }));
  const of = <Payload>(payloadOf: (order: (typeof orders)[number]) => Payload) =>
    orders.map((order) => ({ payload: payloadOf(order), key: order.orderId }));
  await enqueueMany(
    db,
    "payments.open",
    of((order) => order),
  );
  await enqueueMany(
    db,
    "payments.settle",
    of(({ orderId }) => ({ eventId: orderId })),
  );
  await enqueueMany(
    db,
    "fulfilment.cut",
    of((order) => order),
  );
  await enqueueMany(
    db,
    "mail.send",
    of((order) => ({ ...order, cause: "confirmed" })),
  );
  await enqueueMany(
    db,
    "webhooks.publish",
    of(({ customerId, orderId }) => ({
      merchantId: customerId,
      eventId: orderId,
      type: "order.paid",
      data: { orderId },
    })),
  );
  await enqueueMany(
    db,
    "catalog.index",
    of(({ orderId }) => ({ productId: orderId })),
  );
}

async function deleteRows(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const count = jobCount / 4;
  await pool.query("create table if not exists control (id bigserial primary key, payload jsonb)");
  await pool.query("insert into control (payload) select '{}' from generate_series(1, $1)", [count]);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (;;) {
        const { rowCount } = await pool.query(
          "delete from control where id = (select id from control order by id for update skip locked limit 1)",
        );
        if (rowCount === 0) return;
      }
    }),
  );
  const rate = count / ((performance.now() - began) / 1000);
  await pool.end();
  return rate;
}
