import { spawn } from "node:child_process";
import { once } from "node:events";
import pino from "pino";
import { expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { attemptsMax, enqueue } from "@/lib/jobs/queue";
import { listDeadJobs } from "@/lib/jobs/read-jobs";
import { startWorker } from "@/lib/jobs/start-worker";

const database = useDatabase();
const log = pino({ level: "silent" });

function spawnHangingWorker() {
  const child = spawn(process.execPath, ["--import", "tsx", "dev/testing/hanging-worker.ts"], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += String(chunk);
  });
  return { child, untilItSays: (word: string) => vi.waitFor(() => expect(said).toContain(word), { timeout: 15_000 }) };
}

it("runs a job soon after it is committed, once, with what it was told", async () => {
  const seen = vi.fn(async () => undefined);
  const worker = await startWorker({ url: database.url, log, handlers: { "catalog.index": seen } });
  const productId = newId();
  await enqueue(database.db, "catalog.index", { productId });
  await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce(), { timeout: 3_000 });
  expect(seen).toHaveBeenCalledWith({ productId }, expect.objectContaining({ attempt: 1, attemptsMax }));
  await worker.stop();
});

it("tries a job that fails again, later", async () => {
  const failing = vi.fn(async () => {
    throw new Error("not now");
  });
  await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "failing" });
  await drainJobs({ url: database.url, log, handlers: { "catalog.index": failing } });
  expect(failing).toHaveBeenCalledOnce();
  const rows = await database.db.$queryRaw<{ attempts: number; last_error: string; later: boolean }[]>`
    select attempts, last_error, run_at > now() as later from graphile_worker.jobs where key = 'catalog.index:failing'`;
  expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining("not now"), later: true }]);
});

it.each(["a null byte", "half a character"])("fails a job whose error says %s, and works on", async (what) => {
  const said = `answered: ${what === "a null byte" ? "\0" : "\ud83e"}`;
  const failing = vi.fn(async () => {
    throw new Error(said);
  });
  const seen = vi.fn(async () => undefined);
  const handlers = { "catalog.index": failing, "pages.revalidate": seen };
  const worker = await startWorker({ url: database.url, log, handlers });
  await enqueue(database.db, "catalog.index", { productId: newId() }, { key: what });
  const read = () => database.db.$queryRaw<{ last_error: string | null }[]>`
    select last_error from graphile_worker.jobs where key = ${`catalog.index:${what}`} and locked_at is null`;
  await vi.waitFor(async () => expect((await read())[0]?.last_error).toContain("answered:"), { timeout: 5_000 });
  await enqueue(database.db, "pages.revalidate", { tags: ["after"] });
  await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce(), { timeout: 5_000 });
  expect(failing).toHaveBeenCalledOnce();
  await worker.stop();
});

it("drains what is due and leaves what is not", async () => {
  const seen = vi.fn(async () => undefined);
  await enqueue(database.db, "pages.revalidate", { tags: ["now"] });
  await enqueue(
    database.db,
    "pages.revalidate",
    { tags: ["then"] },
    { key: "then", runAt: new Date(Date.now() + 3_600_000) },
  );
  expect(await drainJobs({ url: database.url, log, handlers: { "pages.revalidate": seen } })).toBe(1);
  expect(seen).toHaveBeenCalledExactlyOnceWith({ tags: ["now"] }, expect.anything());
});

it("takes up the job of a worker that was killed in the middle of it", async () => {
  const { child, untilItSays } = spawnHangingWorker();
  await enqueue(database.db, "pages.revalidate", { tags: ["orphan"] });
  await untilItSays("begun");
  child.kill("SIGKILL");
  await once(child, "exit");
  const seen = vi.fn(async () => undefined);
  const worker = await startWorker({ url: database.url, log, handlers: { "pages.revalidate": seen } });
  await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce(), { timeout: 20_000 });
  expect(seen).toHaveBeenCalledWith({ tags: ["orphan"] }, expect.objectContaining({ attempt: 2 }));
  await worker.stop();
});

it("counts the job of a worker that was killed at its last attempt as dead from when it is found, and of no error", async () => {
  const { child, untilItSays } = spawnHangingWorker();
  await enqueue(
    database.db,
    "pages.revalidate",
    { tags: ["last"] },
    { maxAttempts: 1, runAt: new Date(Date.now() - 3_600_000) },
  );
  await database.db.$executeRaw`update graphile_worker._private_jobs set last_error = 'an earlier one'`;
  await untilItSays("begun");
  child.kill("SIGKILL");
  await once(child, "exit");
  const seen = vi.fn(async () => undefined);
  const worker = await startWorker({ url: database.url, log, handlers: { "pages.revalidate": seen } });
  const dead = async () =>
    (await listDeadJobs(database.db, { after: null, pageSize: 5 })).rows.filter(
      ({ name }) => name === "pages.revalidate",
    );
  await vi.waitFor(async () => expect(await dead()).toMatchObject([{ attempts: 1, lastError: null }]), {
    timeout: 20_000,
  });
  expect(Math.abs(((await dead())[0]?.diedAt.getTime() ?? 0) - Date.now())).toBeLessThan(20_000);
  expect(seen).not.toHaveBeenCalled();
  await worker.stop();
  await database.db.$executeRaw`delete from graphile_worker._private_jobs where attempts >= max_attempts`;
});

it("keeps what was enqueued anew while one that was taken for dead ended the job it had lost", async () => {
  const { promise: goesOn, resolve: letGo } = Promise.withResolvers<undefined>();
  const running = vi.fn(() => goesOn);
  const worker = await startWorker({ url: database.url, log, handlers: { "pages.revalidate": running } });
  await enqueue(database.db, "pages.revalidate", { tags: ["first"] }, { key: "beat" });
  await vi.waitFor(() => expect(running).toHaveBeenCalledOnce(), { timeout: 5_000 });
  const later = new Date(Date.now() + 3_600_000);
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set locked_by = 'gone', locked_at = now() - interval '1 minute', run_at = ${later}::timestamptz
     where key = 'pages.revalidate:beat'`;
  const read = () => database.db.$queryRaw<{ payload: object; waits: boolean }[]>`
    select payload, is_available as waits from graphile_worker._private_jobs where key = 'pages.revalidate:beat'`;
  await vi.waitFor(async () => expect(await read()).toMatchObject([{ waits: true }]), { timeout: 20_000 });
  await enqueue(database.db, "pages.revalidate", { tags: ["anew"] }, { key: "beat", runAt: later });
  letGo(undefined);
  await worker.stop();
  expect(await read()).toEqual([{ payload: { tags: ["anew"] }, waits: true }]);
});

it("gives a delivery back under its number, which is its age in the line", async () => {
  const delivery = { merchantId: newId(), endpointId: newId(), eventId: newId() };
  await enqueue(database.db, "webhooks.deliver", delivery, { key: delivery.eventId });
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set locked_by = 'gone', locked_at = now() - interval '1 minute' where key = ${`webhooks.deliver:${delivery.eventId}`}`;
  const read = () => database.db.$queryRaw<{ id: bigint; waits: boolean }[]>`
    select id, is_available as waits from graphile_worker._private_jobs where key = ${`webhooks.deliver:${delivery.eventId}`}`;
  const [before] = await read();
  const worker = await startWorker({ url: database.url, log, handlers: { "pages.revalidate": async () => undefined } });
  await vi.waitFor(async () => expect(await read()).toEqual([{ id: before?.id, waits: true }]), { timeout: 20_000 });
  await worker.stop();
});

it("leaves a job alone while the worker that runs it lives, and finishes it when asked to stop", async () => {
  const { child, untilItSays } = spawnHangingWorker();
  await enqueue(database.db, "pages.revalidate", { tags: ["kept"] });
  await untilItSays("begun");
  const seen = vi.fn(async () => undefined);
  const worker = await startWorker({ url: database.url, log, handlers: { "pages.revalidate": seen } });
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  child.kill("SIGTERM");
  await untilItSays("stopped");
  await untilItSays("finished");
  await worker.stop();
  expect(seen).not.toHaveBeenCalled();
});
