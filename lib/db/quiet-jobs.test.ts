import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { enqueueAll } from "@/lib/jobs/enqueue-all";
import { attemptsMax } from "@/lib/jobs/queue";

const database = useDatabase();
const productId = newId();
const job = { name: "catalog.index", payload: { productId }, key: productId } as const;
const key = `catalog.index:${productId}`;

const add = () => enqueueAll(database.db, [job]);
const waiting = () =>
  database.db.$queryRaw<object[]>`
    select key, attempts, revision, is_available as "isAvailable" from graphile_worker._private_jobs order by id`;

beforeEach(async () => {
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
});

describe("adding jobs", () => {
  test("notifies nobody, so that transactions that add jobs need not commit one after the other", async () => {
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    const told: (string | undefined)[] = [];
    listener.on("notification", ({ payload }) => told.push(payload));
    await listener.query(`listen "jobs:insert"`);

    await add();
    await database.db.$executeRaw`select pg_notify('jobs:insert', 'after it')`;

    await vi.waitFor(() => expect(told).toContain("after it"));
    expect(told).toEqual(["after it"]);
    await listener.end();
  });

  test("a job whose key waits takes its place and begins anew", async () => {
    await add();
    await database.db.$executeRaw`update graphile_worker._private_jobs set attempts = 3, last_error = 'once'`;
    await add();
    expect(await waiting()).toEqual([{ key, attempts: 0, revision: 1, isAvailable: true }]);
  });

  test("a job that has begun keeps its place and loses its key to a second one", async () => {
    await add();
    await database.db.$executeRaw`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'`;
    await add();
    expect(await waiting()).toEqual([
      { key: null, attempts: attemptsMax, revision: 0, isAvailable: false },
      { key, attempts: 0, revision: 0, isAvailable: true },
    ]);
  });

  test("a job that failed for good is kept beside the new one", async () => {
    await add();
    await database.db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
    await add();
    expect(await waiting()).toEqual([
      { key: null, attempts: attemptsMax, revision: 0, isAvailable: false },
      { key, attempts: 0, revision: 0, isAvailable: true },
    ]);
  });

  test("the moment of a job that waits stays where that is asked for, and its lists grow", async () => {
    const later = new Date(Date.now() + 3_600_000);
    const put = (payload: object, runAt: Date | null) => database.db.$executeRaw`
      select graphile_worker.add_job('a.name', ${JSON.stringify(payload)}::json, 'a queue', ${runAt}::timestamptz, 5, 'a key', 0, null, 'preserve_run_at')`;
    await put([1], later);
    await put([2], null);
    const found = await database.db.$queryRaw`
      select j.payload, j.run_at = ${later}::timestamptz as "runsThen", j.task_identifier as name, j.queue_name as queue
        from (select p.payload, p.run_at, jobs.task_identifier, jobs.queue_name
                from graphile_worker._private_jobs p join graphile_worker.jobs on jobs.id = p.id) j`;
    expect(found).toEqual([{ payload: [1, 2], runsThen: true, name: "a.name", queue: "a queue" }]);
  });

  test("many who add the same job at once leave one", async () => {
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await waiting()).toEqual([{ key, attempts: 0, revision: 19, isAvailable: true }]);
  });
});

test("the queue's own function is the one that was replaced", () => {
  const folder = path.join(process.cwd(), "node_modules/graphile-worker/sql");
  const definitions = readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .flatMap((sql) => [...sql.matchAll(/create or replace function \S+\.add_jobs\(.*?\$\$;/gis)].map(([text]) => text));
  const sum = createHash("sha256")
    .update(definitions.at(-1) ?? "")
    .digest("hex");
  // Changed? Read what it does now, do the same in quiet-jobs.ts, and write its sum here.
  expect(sum.slice(0, 16)).toBe("8f8a3edf8a14d51c");
});
