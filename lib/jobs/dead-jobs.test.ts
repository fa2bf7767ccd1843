import pino from "pino";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { discardJob } from "@/lib/jobs/discard-job";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueDue } from "@/lib/jobs/enqueue-due";
import { attemptsMax, enqueue } from "@/lib/jobs/queue";
import { countJobs, listDeadJobs } from "@/lib/jobs/read-jobs";
import { retryJobs } from "@/lib/jobs/retry-jobs";

const database = useDatabase();
const log = pino({ level: "silent" });
const staff = { staffId: newId(), merchantId: "" };

beforeAll(async () => {
  staff.merchantId = (await makeWorld(database.db)).merchantId;
});
beforeEach(async () => {
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
});

const failing = async () => {
  throw new Error("the mail server said no");
};

async function die(count: number) {
  for (let n = 0; n < count; n += 1)
    await enqueue(
      database.db,
      "mail.gift-card",
      { codeHash: `hash-${n}`, code: "SECRET-CODE", locale: "en-US" },
      { maxAttempts: 1 },
    );
  await drainJobs({ url: database.url, log, handlers: { "mail.gift-card": failing } });
}

const all = async () => (await listDeadJobs(database.db, { after: null, pageSize: 50 })).rows;

it("lists what used up its attempts, with its last error, and pages through all of it once", async () => {
  await die(5);
  await enqueue(database.db, "catalog.index", { productId: newId() });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listDeadJobs>> = await listDeadJobs(database.db, { after, pageSize: 2 });
    seen.push(...page.rows.map(({ jobId }) => jobId));
    expect(page.rows[0]).toMatchObject({ name: "mail.gift-card", attempts: 1, lastError: "the mail server said no" });
    after = page.next;
  } while (after);
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});

it("shows ids and causes, never a code or an address", async () => {
  await die(1);
  const orderId = newId();
  const notice = { customerId: newId(), orderId, cause: "confirmed" };
  await enqueue(database.db, "mail.send", notice, { maxAttempts: 1 });
  const watch = { productId: newId(), variantId: newId(), email: "mara@example.com" };
  await enqueue(database.db, "mail.watch", watch, { maxAttempts: 1 });
  const handlers = { "mail.send": failing, "mail.watch": failing };
  await drainJobs({ url: database.url, log, handlers });
  const dead = await all();
  expect(dead.find(({ name }) => name === "mail.send")?.about).toEqual(notice);
  expect(JSON.stringify(dead)).not.toMatch(/SECRET-CODE|mara@/);
});

it("tries again what it is told to, one or all, and tells who said so", async () => {
  await die(3);
  const [first] = await all();
  if (!first) throw new Error("nothing died");
  expect(await retryJobs(database.db, staff, { jobId: first.jobId }, new Date())).toBe(1);
  expect(await retryJobs(database.db, staff, { jobId: first.jobId }, new Date())).toBe(0);
  expect(await all()).toHaveLength(2);
  expect(await retryJobs(database.db, staff, "all", new Date())).toBe(2);
  const done = vi.fn(async () => undefined);
  await drainJobs({ url: database.url, log, handlers: { "mail.gift-card": done } });
  expect(done).toHaveBeenCalledTimes(3);
  const entries = await database.db.auditEntry.findMany({
    where: { merchantId: staff.merchantId, action: "jobs.retried" },
  });
  expect(entries.map(({ subject }) => subject).toSorted()).toEqual([first.jobId, "all"].toSorted());
});

const order = { customerId: newId(), orderId: newId() };
const event = { merchantId: newId(), endpointId: newId(), eventId: newId() };
const kinds = [
  { kind: "a schedule", name: "payments.reconcile", about: {} },
  { kind: "a mail", name: "mail.send", about: { ...order, cause: "confirmed" } },
  { kind: "a webhook", name: "webhooks.deliver", about: event },
  { kind: "an order's verb", name: "payments.capture", about: order },
] as const;

it.each(kinds)("shows $kind that died, and does it when it is tried again", async ({ name, about }) => {
  const { db, url } = database;
  if (name === "payments.reconcile") await enqueueDue(db, new Date(), [{ name, everyMinutes: 10, payload: {} }]);
  else await enqueue(db, name, about, { key: "died" });
  await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts - 1`;
  await drainJobs({ url, log, handlers: { [name]: failing } });
  const [dead, ...others] = await all();
  expect(others).toEqual([]);
  expect(dead).toMatchObject({ name, about, attempts: attemptsMax, lastError: "the mail server said no" });
  expect(await retryJobs(db, staff, { jobId: dead?.jobId ?? "" }, new Date())).toBe(1);
  const done = vi.fn(async () => undefined);
  await drainJobs({ url, log, handlers: { [name]: done } });
  expect(done).toHaveBeenCalledExactlyOnceWith(about, expect.objectContaining({ attempt: 1 }));
  expect(await countJobs(db)).toEqual([]);
});

it("discards a dead job for good, and never one that lives", async () => {
  await die(1);
  const [dead] = await all();
  if (!dead) throw new Error("nothing died");
  const outcomes = await Promise.all([1, 2].map(() => discardJob(database.db, staff, dead.jobId, new Date())));
  expect(outcomes.toSorted()).toEqual([false, true]);
  await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "alive" });
  const [alive] = await database.db.$queryRaw<{ id: string }[]>`
    select id::text from graphile_worker.jobs where key = 'catalog.index:alive'`;
  expect(await discardJob(database.db, staff, alive?.id ?? "", new Date())).toBe(false);
});

it("counts by name what waits, what waits for later, what fails and what is dead", async () => {
  await die(2);
  const productId = newId();
  await enqueue(database.db, "catalog.index", { productId }, { key: "now" });
  await enqueue(database.db, "catalog.index", { productId }, { key: "later", runAt: new Date(Date.now() + 3_600_000) });
  await enqueue(database.db, "pages.revalidate", { tags: ["a"] });
  await drainJobs({ url: database.url, log, handlers: { "pages.revalidate": failing } });
  expect(await countJobs(database.db)).toEqual([
    { name: "catalog.index", waiting: 1, later: 1, running: 0, failing: 0, dead: 0 },
    { name: "mail.gift-card", waiting: 0, later: 0, running: 0, failing: 0, dead: 2 },
    { name: "pages.revalidate", waiting: 0, later: 0, running: 0, failing: 1, dead: 0 },
  ]);
});
