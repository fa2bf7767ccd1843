import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { enqueue } from "@/lib/jobs/queue";
import { startWorker } from "@/lib/jobs/start-worker";
import { connectMailer } from "@/lib/notifications/mailer";

const database = useDatabase();
const log = pino({ level: "silent" });
const order = { customerId: newId(), orderId: newId() };
beforeEach(() => database.db.$executeRaw`delete from graphile_worker._private_jobs`);

/** A mail server that takes every connection and never greets. */
async function openSilentServer() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const mailer = connectMailer(`smtp://127.0.0.1:${port}`, "shop@example.com");
  const mail = { to: "ada@example.com", subject: "", html: "", text: "", locale: "en", key: "test" };
  return {
    send: vi.fn(() => mailer.send(mail)),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const enqueueMails = (count: number) =>
  enqueueMany(
    database.db,
    "mail.send",
    Array.from({ length: count }, (_, n) => ({ payload: { ...order, cause: `test_${n}` }, key: `mail_${n}` })),
  );

describe("a mail server that says nothing", () => {
  it("keeps no order from lapsing, and not the clock", async () => {
    const server = await openSilentServer();
    const [lapsed, clock] = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
    const handlers = { "mail.send": server.send, "orders.lapse": lapsed, "jobs.clock": clock };
    await enqueueMails(40);
    const worker = await startWorker({ url: database.url, log, handlers });
    await vi.waitFor(() => expect(server.send.mock.calls.length).toBeGreaterThanOrEqual(5), { timeout: 5_000 });
    await enqueue(database.db, "orders.lapse", order);
    await enqueue(database.db, "jobs.clock", {});
    await vi.waitFor(() => expect([lapsed, clock].every(({ mock }) => mock.calls.length > 0)).toBe(true), {
      timeout: 5_000,
    });
    server.close();
    await worker.stop();
  }, 40_000);

  it("does not take all the time of a clock that calls", async () => {
    const server = await openSilentServer();
    const seen: string[] = [];
    const follow = (name: string) => async () => {
      if (seen.push(name) === 2) server.close();
    };
    const handlers = {
      "mail.send": server.send,
      "orders.lapse": follow("orders.lapse"),
      "webhooks.publish": follow("webhooks.publish"),
    };
    await enqueueMails(10);
    await enqueue(database.db, "orders.lapse", order);
    await enqueue(database.db, "webhooks.publish", { merchantId: newId(), eventId: newId(), type: "test", data: {} });
    const began = performance.now();
    await drainJobs({ url: database.url, log, handlers });
    expect(seen.toSorted()).toEqual(["orders.lapse", "webhooks.publish"]);
    expect(performance.now() - began).toBeLessThan(8_000);
  }, 40_000);
});

describe("a merchant whose endpoint is slow", () => {
  const [slow, quick] = [newId(), newId()];
  const add = (merchantId: string, count: number) =>
    enqueueMany(
      database.db,
      "webhooks.deliver",
      Array.from({ length: count }, () => {
        const eventId = newId();
        return { payload: { merchantId, endpointId: merchantId, eventId }, key: eventId };
      }),
    );
  let [running, most] = [0, 0];
  const told = vi.fn();
  const deliver = async ({ merchantId }: { merchantId: string }) => {
    if (merchantId === quick) return told();
    running += 1;
    most = Math.max(most, running);
    await sleep(700);
    running -= 1;
  };
  beforeEach(() => {
    [running, most] = [0, 0];
    told.mockClear();
  });

  it("has three hands and leaves the others to the other merchants", async () => {
    await add(slow, 60);
    const worker = await startWorker({ url: database.url, log, handlers: { "webhooks.deliver": deliver } });
    await vi.waitFor(() => expect(running).toBe(3), { timeout: 5_000, interval: 20 });
    await add(quick, 30);
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(30), { timeout: 5_000 });
    expect(most).toBe(3);
    const [left] = await database.db.$queryRaw<{ count: number }[]>`
      select count(*)::int from graphile_worker.jobs where task_identifier = 'webhooks.deliver'`;
    expect(left?.count).toBeGreaterThan(20);
    await database.db.$executeRaw`delete from graphile_worker._private_jobs where locked_at is null`;
    await worker.stop();
  }, 40_000);

  it("has all told in the end where a clock calls", async () => {
    await add(slow, 9);
    await add(quick, 9);
    expect(await drainJobs({ url: database.url, log, handlers: { "webhooks.deliver": deliver } })).toBe(18);
  }, 40_000);
});
