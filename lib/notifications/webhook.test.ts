import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeWorld } from "@/dev/testing/fixtures";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueue } from "@/lib/jobs/queue";
import { addEndpoint, endpointSchema } from "./add-endpoint";
import { changeEndpoint } from "./change-endpoint";
import { deliverWebhook, WebhookNotTaken } from "./deliver-webhook";
import { listDeliveries, listEndpoints } from "./list-webhooks";
import { signingSecrets } from "./old-secrets";
import { type WebhookChannel, webhookChannel } from "./post-webhook";
import { publishWebhook } from "./publish-webhook";
import { replayWebhooks } from "./replay-webhooks";
import { type DeliveryStatus, deliveryStatuses, deliveryTransitions } from "./webhook";
import { webhookReach } from "./webhook-reach";
import { sealSecret } from "./webhook-secret";

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

type Body = "whole" | "endless" | "cut off" | "ten megabytes";

const database = useDatabase();
const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 24 * 60 * 60_000);

/** A merchant's own system: keeps what it is told and answers as it is bid. */
const received: Received[] = [];
const plain = { status: 204, delayMs: 0, location: "", body: "whole" as Body };
let answer = plain;
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push({ headers: request.headers, body });
    const { status, location, delayMs, body: how } = answer;
    setTimeout(() => {
      response.writeHead(status, location ? { location } : {});
      if (how === "whole") return response.end(status === 204 ? "" : "no");
      if (how === "ten megabytes") return response.end("x".repeat(10_000_000));
      response.write("begun");
      if (how === "cut off") setTimeout(() => response.destroy(), 50);
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hooks`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received.length = 0;
  answer = plain;
});

/** Made when the database is known: the environment is read once. */
let channel: WebhookChannel;
beforeAll(() => {
  channel = webhookChannel(webhookReach());
});

async function ownerOf() {
  const { merchantId } = await makeWorld(database.db);
  return { merchantId, staffId: newId(), role: "owner" as const };
}

async function endpointOf(owner: Awaited<ReturnType<typeof ownerOf>>, types: ("order.paid" | "stock.low")[] = []) {
  const added = await addEndpoint(database.db, owner, { url, types }, now);
  if (!added.ok) throw new Error(added.error.code);
  return added.value;
}

const eventOf = (merchantId: string, type = "order.paid") => ({ merchantId, eventId: newId(), type, data: { n: 1 } });

const deliver = (key: { merchantId: string; endpointId: string; eventId: string }, at = now, lastAttempt = false) =>
  deliverWebhook({ db: database.db, channel, lastAttempt }, key, at);

/** As standardwebhooks.com tells receivers to do it, from the text of the standard and nothing of ours. */
function isGenuine({ headers, body }: Received, secret: string, at = new Date()): boolean {
  const id = String(headers["webhook-id"]);
  const timestamp = Number(headers["webhook-timestamp"]);
  if (Math.abs(at.getTime() / 1000 - timestamp) > 300) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`, "utf8").digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .some((part) => {
      const [version, given = ""] = part.split(",");
      const bytes = Buffer.from(given, "base64");
      return version === "v1" && bytes.length === right.length && timingSafeEqual(bytes, right);
    });
}

const statusOf = async (merchantId: string, eventId: string) =>
  database.db.webhookDelivery.findFirstOrThrow({ where: { merchantId, eventId } });

describe("an event", () => {
  it("reaches each endpoint that wants it once, however often and at once it is published", async () => {
    const owner = await ownerOf();
    const all = await endpointOf(owner);
    const paid = await endpointOf(owner, ["order.paid"]);
    await endpointOf(owner, ["stock.low"]);
    const stranger = await ownerOf();
    await endpointOf(stranger);
    const event = eventOf(owner.merchantId);
    const counts = await Promise.all(Array.from({ length: 5 }, () => publishWebhook(database.db, event, now)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    await drainJobs({ url: database.url, log });
    expect(received).toHaveLength(2);
    for (const { secret } of [all, paid]) expect(received.filter((each) => isGenuine(each, secret))).toHaveLength(1);
    expect(isGenuine({ ...(received[0] as Received), body: "{}" }, all.secret)).toBe(false);
    const body: unknown = JSON.parse(received[0]?.body ?? "");
    expect(body).toEqual({ id: event.eventId, type: "order.paid", createdAt: now.toISOString(), data: { n: 1 } });
    expect(received[0]?.headers["webhook-id"]).toBe(event.eventId);
    expect(await statusOf(owner.merchantId, event.eventId)).toMatchObject({ status: "delivered", responseStatus: 204 });
  });

  it("rolled back with what caused it is told to nobody", async () => {
    const owner = await ownerOf();
    await endpointOf(owner);
    const failing = database.db.$transaction(async (tx) => {
      await enqueue(tx, "webhooks.publish", eventOf(owner.merchantId));
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    await drainJobs({ url: database.url, log });
    expect(received).toHaveLength(0);
  });

  it("that is not taken is tried again with the same id and body, and noted", async () => {
    const owner = await ownerOf();
    const { endpointId, secret } = await endpointOf(owner);
    const event = eventOf(owner.merchantId);
    await publishWebhook(database.db, event, now);
    const key = { merchantId: owner.merchantId, endpointId, eventId: event.eventId };
    answer = { ...answer, status: 500 };
    await expect(deliver(key)).rejects.toThrow(WebhookNotTaken);
    expect(await statusOf(owner.merchantId, event.eventId)).toMatchObject({
      status: "pending",
      attempts: 1,
      responseStatus: 500,
      lastError: "no",
    });
    answer = { ...answer, status: 200 };
    expect(await deliver(key)).toBe("delivered");
    expect(await deliver(key)).toBe("nothing_to_do");
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);
    expect(received.every((each) => isGenuine(each, secret))).toBe(true);
  });

  it("given up after the last attempt is sent again on demand, one or all that failed", async () => {
    const owner = await ownerOf();
    const { endpointId } = await endpointOf(owner);
    const events = [eventOf(owner.merchantId), eventOf(owner.merchantId), eventOf(owner.merchantId)];
    answer = { ...answer, status: 503 };
    for (const event of events) {
      await publishWebhook(database.db, event, now);
      expect(await deliver({ ...owner, endpointId, eventId: event.eventId }, now, true)).toBe("failed");
    }
    expect(await listEndpoints(database.db, owner.merchantId, now)).toMatchObject([{ failed: 3, active: true }]);
    received.length = 0;
    answer = { ...answer, status: 200 };
    const [first] = events;
    if (!first) throw new Error("there are events");
    expect(await replayWebhooks(database.db, owner, { endpointId, eventId: first.eventId }, now)).toBe(1);
    expect(await replayWebhooks(database.db, owner, { endpointId }, now)).toBe(2);
    expect(await replayWebhooks(database.db, owner, { endpointId }, now)).toBe(0);
    expect(await replayWebhooks(database.db, await ownerOf(), { endpointId, eventId: first.eventId }, now)).toBe(0);
    const { merchantId, staffId } = owner;
    expect(
      await database.db.auditEntry.findMany({
        where: { merchantId, action: "webhook.replay" },
        orderBy: { entryId: "asc" },
      }),
    ).toMatchObject([
      { staffId, subject: url, data: { count: 1, eventId: first.eventId } },
      { staffId, subject: url, data: { count: 2 } },
    ]);
    await drainJobs({ url: database.url, log });
    expect(received.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(
      events.map(({ eventId }) => eventId).toSorted(),
    );
  });

  it("replayed is another job than one left of an earlier try, which a worker taken for dead may end yet", async () => {
    const { db } = database;
    const owner = await ownerOf();
    const { endpointId } = await endpointOf(owner);
    const event = eventOf(owner.merchantId);
    await publishWebhook(db, event, now);
    const key = `webhooks.deliver:${endpointId}:${event.eventId}`;
    const readJobs = () =>
      db.$queryRaw<{ id: bigint }[]>`select id from graphile_worker._private_jobs where key = ${key}`;
    const [left] = await readJobs();
    answer = { ...answer, status: 503 };
    expect(await deliver({ ...owner, endpointId, eventId: event.eventId }, now, true)).toBe("failed");
    expect(await replayWebhooks(db, owner, { endpointId, eventId: event.eventId }, now)).toBe(1);
    await db.$executeRaw`delete from graphile_worker._private_jobs where id = ${left?.id}`;
    expect(await readJobs()).toHaveLength(1);
  });
});

describe("what a stranger's address may make us do", () => {
  it("is nothing inside our own network, however it is spelled", async () => {
    const strict = webhookChannel();
    for (const inside of [
      "http://127.0.0.1:1/",
      "http://2130706433/",
      "http://[::1]/",
      "http://169.254.169.254/latest",
    ])
      expect(await strict.post(inside, {}, "{}")).toEqual({ status: null, error: "address_refused" });
    const rebinding = webhookChannel({
      resolve: (_host, done) => done(null, [{ address: "10.0.0.7", family: 4 }]),
    });
    expect(await rebinding.post("https://hooks.example.com/", {}, "{}")).toEqual({
      status: null,
      error: "address_refused",
    });
    for (const wrong of ["ftp://example.com", "https://user:pass@example.com", "nonsense", "http://10.0.0.1/"])
      expect(endpointSchema.safeParse({ url: wrong, types: [] }).success).toBe(false);
  });

  it("is to believe its status, whatever becomes of the body: a yes that never ends is no reason to tell it again", async () => {
    const hasty = webhookChannel(webhookReach(), 300);
    answer = { ...plain, status: 200, body: "endless" };
    expect(await hasty.post(url, {}, "{}")).toEqual({ status: 200, error: null });
    answer = { ...answer, status: 410 };
    expect(await hasty.post(url, {}, "{}")).toEqual({ status: 410, error: "begun" });
    answer = { ...answer, status: 500, body: "cut off" };
    expect(await hasty.post(url, {}, "{}")).toEqual({ status: 500, error: "begun" });
    answer = { ...answer, status: 500, body: "ten megabytes" };
    expect(await hasty.post(url, {}, "{}")).toEqual({ status: 500, error: "x".repeat(500) });
  });

  it("is not to follow it elsewhere, nor to wait for ever", async () => {
    answer = { ...plain, status: 302, location: "http://127.0.0.1:1/elsewhere" };
    expect(await channel.post(url, {}, "{}")).toEqual({ status: 302, error: "no" });
    answer = { ...plain, status: 200, delayMs: 1_000 };
    const hasty = webhookChannel(webhookReach(), 100);
    expect(await hasty.post(url, {}, "{}")).toEqual({ status: null, error: "timed_out" });
  });
});

describe("an endpoint", () => {
  it("that took nothing for days is switched off, its owners are told once, and by hand it comes back", async () => {
    const { db } = database;
    const owner = await ownerOf();
    const { merchantId } = owner;
    const { endpointId } = await endpointOf(owner);
    const old = eventOf(merchantId);
    const later = eventOf(merchantId);
    answer = { ...answer, status: 500 };
    await publishWebhook(db, old, now);
    for (const hour of [0, 20, 40, 60, 80, 100])
      await Promise.allSettled([deliver({ merchantId, endpointId, eventId: old.eventId }, days(hour / 24))]);
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ active: true }]);
    await publishWebhook(db, later, days(5));
    const key = { merchantId, endpointId, eventId: later.eventId };
    await Promise.allSettled([deliver(key, days(5)), deliver(key, days(5)), deliver(key, days(5))]);
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ active: false }]);
    expect(await db.merchantNotice.findMany({ where: { merchantId } })).toMatchObject([{ type: "webhook_off" }]);
    received.length = 0;
    expect(await deliver(key, days(6))).toBe("failed");
    const missed = eventOf(merchantId);
    expect(await publishWebhook(db, missed, days(6))).toBe(1);
    expect(await publishWebhook(db, missed, days(6))).toBe(0);
    expect(await statusOf(merchantId, missed.eventId)).toMatchObject({ status: "failed", lastError: "switched_off" });
    expect(await replayWebhooks(db, owner, { endpointId, eventId: missed.eventId }, now)).toBe(0);
    await drainJobs({ url: database.url, log });
    expect(received.some(({ headers }) => headers["webhook-id"] === missed.eventId)).toBe(false);

    expect(await changeEndpoint(db, owner, { endpointId, change: "switch_on" }, days(6))).toMatchObject({ ok: true });
    expect(await replayWebhooks(db, owner, { endpointId, eventId: missed.eventId }, now)).toBe(1);
    answer = { ...answer, status: 204 };
    await drainJobs({ url: database.url, log });
    expect(await statusOf(merchantId, missed.eventId)).toMatchObject({ status: "delivered" });
    const again = eventOf(merchantId);
    await publishWebhook(db, again, days(6));
    await deliver({ merchantId, endpointId, eventId: again.eventId }, days(6)).catch(() => undefined);
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ active: true }]);
  });

  it("that has nothing to take for weeks is not switched off by the next failure, nor where one went out meanwhile", async () => {
    const { db } = database;
    const owner = await ownerOf();
    const { merchantId } = owner;
    const { endpointId } = await endpointOf(owner);
    const told = async (day: number, status: number, isLast = false) => {
      const event = eventOf(merchantId);
      answer = { ...answer, status };
      await publishWebhook(db, event, days(day));
      return deliver({ merchantId, endpointId, eventId: event.eventId }, days(day), isLast).catch(() => "not taken");
    };
    expect(await told(0, 503, true)).toBe("failed");
    expect(await told(20, 503)).toBe("not taken");
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ active: true }]);
    for (const day of [20.5, 21, 21.5, 22]) expect(await told(day, 503)).toBe("not taken");
    expect(await told(22.5, 204)).toBe("delivered");
    for (const day of [23, 23.5, 24, 24.5, 25, 25.5]) expect(await told(day, 503)).toBe("not taken");
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ active: true }]);
  });

  it("that is off is kept what it misses for a week, and once it is on again is told everything", async () => {
    const { db } = database;
    const owner = await ownerOf();
    const { merchantId } = owner;
    const { endpointId } = await endpointOf(owner);
    const last = eventOf(merchantId);
    await publishWebhook(db, last, now);
    answer = { ...answer, status: 410 };
    expect(await deliver({ merchantId, endpointId, eventId: last.eventId })).toBe("failed");
    expect(await publishWebhook(db, eventOf(merchantId), days(6))).toBe(1);
    expect(await publishWebhook(db, eventOf(merchantId), days(7))).toBe(0);
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ active: false, failed: 2 }]);
    expect(await changeEndpoint(db, owner, { endpointId, change: "switch_on" }, days(8))).toMatchObject({ ok: true });
    expect(await publishWebhook(db, eventOf(merchantId), days(20))).toBe(1);
    expect(await replayWebhooks(db, owner, { endpointId }, now)).toBe(2);
  });

  it("has what failed found by an index, however much it was told", async () => {
    const { db } = database;
    const { merchantId, ...owner } = await ownerOf();
    const { endpointId } = await endpointOf({ merchantId, ...owner });
    await db.webhookDelivery.createMany({
      data: Array.from({ length: 2_000 }, (_, n) => ({
        ...{ merchantId, endpointId, eventId: newId(), type: "order.paid", payload: {}, createdAt: now },
        status: n < 5 ? ("failed" as const) : ("delivered" as const),
      })),
    });
    await db.$executeRaw`analyze webhook_delivery`;
    const plan = z.array(z.object({ "QUERY PLAN": z.string() })).parse(
      await db.$queryRaw`
        explain select event_id from webhook_delivery
         where merchant_id = ${merchantId}::uuid and endpoint_id = ${endpointId}::uuid and status = 'failed'
         order by created_at, event_id limit 1000`,
    );
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("endpoint_id_status_created_at_idx");
    expect(await listEndpoints(db, merchantId, now)).toMatchObject([{ failed: 5 }]);
  });

  it("that says it is gone is switched off at once", async () => {
    const owner = await ownerOf();
    const { endpointId } = await endpointOf(owner);
    const event = eventOf(owner.merchantId);
    await publishWebhook(database.db, event, now);
    answer = { ...answer, status: 410 };
    expect(await deliver({ ...owner, endpointId, eventId: event.eventId })).toBe("failed");
    expect(await listEndpoints(database.db, owner.merchantId, now)).toMatchObject([{ active: false }]);
  });

  it("signs with its new secret from the moment it has one, for a day with the old ones too, and a day later with it alone", async () => {
    const owner = await ownerOf();
    const { endpointId, secret } = await endpointOf(owner);
    const { merchantId } = owner;
    const rotate = async (at: Date) => {
      const rotated = await changeEndpoint(database.db, owner, { endpointId, change: "rotate" }, at);
      return rotated.ok ? (rotated.value.secret ?? "") : "";
    };
    const fits = async (secrets: string[], at: Date) => {
      received.length = 0;
      const { eventId } = await made(owner);
      expect(await deliver({ merchantId, endpointId, eventId }, at)).toBe("delivered");
      const told = received.find(({ headers }) => headers["webhook-id"] === eventId);
      if (!told) throw new Error("the event came");
      return secrets.map((each) => isGenuine(told, each, at));
    };
    const made = async ({ merchantId: of }: { merchantId: string }) => {
      const event = eventOf(of);
      await publishWebhook(database.db, event, now);
      return event;
    };
    const second = await rotate(now);
    const third = await rotate(new Date(now.getTime() + 60_000));
    expect(await fits([secret, second, third], now)).toEqual([true, true, true]);
    const [endpoint] = await listEndpoints(database.db, merchantId, now);
    expect(endpoint?.oldSecretUntil).toEqual(new Date(days(1).getTime() + 60_000));
    expect(await fits([secret, second, third], days(1))).toEqual([false, true, true]);
    expect(await fits([secret, second, third], days(2))).toEqual([false, false, true]);
    expect((await listEndpoints(database.db, merchantId, days(2)))[0]?.oldSecretUntil).toBeNull();
  });

  it("keeps each of two secrets that are made at the same moment", async () => {
    const owner = await ownerOf();
    const { endpointId, secret } = await endpointOf(owner);
    const rotate = () => changeEndpoint(database.db, owner, { endpointId, change: "rotate" }, now);
    const made = (await Promise.all([rotate(), rotate()])).map((each) => (each.ok ? each.value.secret : null));
    const kept = await database.db.webhookEndpoint.findFirstOrThrow({ where: { endpointId } });
    expect(signingSecrets(kept, now).toSorted()).toEqual([secret, ...made].toSorted());
  });

  it("signs with its own though one before it was sealed by an AUTH_SECRET that nobody has any more", async () => {
    const sealed = sealSecret("whsec_b2xk", "another secret of the application, and long enough");
    const until = days(1).toISOString();
    const kept = { secret: sealSecret("whsec_bmV3"), oldSecrets: [{ secret: sealed, until }] };
    expect(signingSecrets(kept, now)).toEqual(["whsec_bmV3"]);
  });

  it("is its owner's to change: no clerk's and no other merchant's", async () => {
    const { db } = database;
    const owner = await ownerOf();
    const stranger = await ownerOf();
    const { endpointId } = await endpointOf(owner);
    for (const change of ["rotate", "test", "switch_on", "remove"] as const) {
      expect(await changeEndpoint(db, { ...owner, role: "clerk" }, { endpointId, change }, now)).toEqual({
        ok: false,
        error: { code: "not_owner" },
      });
      expect(await changeEndpoint(db, stranger, { endpointId, change }, now)).toEqual({
        ok: false,
        error: { code: "not_found" },
      });
    }
    expect(await changeEndpoint(db, owner, { endpointId, change: "remove" }, now)).toMatchObject({ ok: true });
    expect(await listEndpoints(db, owner.merchantId, now)).toEqual([]);
    expect(await db.auditEntry.findMany({ where: { merchantId: owner.merchantId } })).toMatchObject([
      { action: "webhook.added" },
      { action: "webhook.remove" },
    ]);
  });

  it("is there once, with the same secret, when its form is sent again after a lost answer", async () => {
    const owner = await ownerOf();
    const id = newId();
    const add = () => addEndpoint(database.db, owner, { url, types: [] }, now, id);
    const added = await Promise.all([add(), add()]);
    expect(added[0]).toMatchObject({ ok: true, value: { endpointId: id } });
    expect(added[1]).toEqual(added[0]);
    expect(await listEndpoints(database.db, owner.merchantId, now)).toHaveLength(1);
  });

  it("finds no room beyond the tenth, even when several are added at once", async () => {
    const owner = await ownerOf();
    const added = await Promise.all(
      Array.from({ length: 14 }, () => addEndpoint(database.db, owner, { url, types: [] }, now)),
    );
    expect(added.filter(({ ok }) => ok)).toHaveLength(10);
    expect(
      await until(async () => (await listEndpoints(database.db, owner.merchantId, now)).length === 10, { seconds: 1 }),
    ).toBe(true);
  });
});

it("pages through every delivery once", async () => {
  const owner = await ownerOf();
  await endpointOf(owner);
  await endpointOf(owner);
  for (let n = 0; n < 7; n += 1)
    await publishWebhook(database.db, eventOf(owner.merchantId), new Date(now.getTime() + (n % 3)));
  const seen: string[] = [];
  let after = null;
  do {
    const page = await listDeliveries(database.db, owner.merchantId, { after, pageSize: 3 });
    seen.push(...page.rows.map(({ endpointId, eventId }) => `${endpointId} ${eventId}`));
    after = page.next;
  } while (after);
  expect(seen).toHaveLength(14);
  expect(new Set(seen).size).toBe(14);
});

const allowed = new Set(["pending→delivered", "pending→failed", "delivered→pending", "failed→pending"]);
it.each(deliveryStatuses.flatMap((from) => deliveryStatuses.map((to): [DeliveryStatus, DeliveryStatus] => [from, to])))(
  "%s → %s is as the table says",
  (from, to) => {
    expect(deliveryTransitions[from].includes(to)).toBe(allowed.has(`${from}→${to}`));
  },
);
