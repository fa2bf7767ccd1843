import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { connect, type Db } from "@/lib/db/client";
import { listDisputes } from "./list-disputes";
import { giveBackDecided } from "./reconcile/give-back-decided";

const database = useDatabase();

/** All that a shop ever had, decided long ago. */
beforeAll(async () => {
  const { db } = database;
  const { customerId, orderId } = await makeSettledOrder(db, [await makeProduct(db, await makeWorld(db))]);
  await db.$executeRaw`
    INSERT INTO dispute (customer_id, order_id, dispute_id, status, reason, amount, currency, created_at, updated_at)
    SELECT ${customerId}::uuid, ${orderId}::uuid, 'du_' || i, 'won', 'fraudulent', 100, 'USD', at, at
      FROM generate_series(1, 5000) i, LATERAL (SELECT ${noon}::timestamptz - interval '8 days' - i * interval '2 hours' AS at) ended`;
  await db.$executeRaw`ANALYZE dispute`;
});

/** Over a connection of its own, which has told what it read by the time it is closed. */
async function rowsRead(read: (db: Db) => Promise<unknown>): Promise<number> {
  const told = async () => {
    const [row] = await database.db.$queryRaw<{ count: number }[]>`
      SELECT (seq_tup_read + idx_tup_fetch)::int AS count FROM pg_stat_user_tables WHERE relname = 'dispute'`;
    return row?.count ?? 0;
  };
  const before = await told();
  const db = connect(database.url, 1);
  await read(db);
  await db.$executeRaw`SELECT pg_stat_force_next_flush()`;
  await db.$disconnect();
  await sleep(50);
  return (await told()) - before;
}

const nobody = { listIntents: () => Promise.reject(new Error("nothing failed")) };

test.each<[string, (db: Db) => Promise<unknown>]>([
  ["what a bank decided lately", (db) => giveBackDecided(db, nobody, noon)],
  ["the newest disputes", (db) => listDisputes(db, { after: null, pageSize: 20 })],
  ["the disputes before one", (db) => listDisputes(db, { after: { at: new Date(0), id: "du_1" }, pageSize: 20 })],
])("%s is read without all there ever were", async (_, read) => {
  expect(await rowsRead(read)).toBeLessThan(100);
});

test("the watch sees it where all are read", async () => {
  expect(await rowsRead((db) => db.dispute.count({ where: { amount: 1 } }))).toBeGreaterThan(4_000);
});
