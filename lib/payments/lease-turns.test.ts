import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startProcess } from "@/dev/testing/child-process";
import { useDatabase } from "@/dev/testing/use-database";
import { connect, type Db } from "@/lib/db/client";
import { leaseTurns } from "./lease-turns";
import { Limiter, realTimer } from "./limiter";

const database = useDatabase();
/** Each with connections of its own, as processes have them. */
let processes: Db[];
beforeAll(() => {
  processes = [1, 2, 3].map(() => connect(database.url, 2));
});
afterAll(() => Promise.all(processes.map((db) => db.$disconnect())));

const perSecond = 80;

async function flood(dbs: Db[], calls: number, name: string): Promise<{ passed: number[]; leased: number }> {
  const passed: number[] = [];
  let leased = 0;
  const limiters = dbs.map(
    (db) =>
      new Limiter(perSecond, realTimer, (block) => {
        leased += block.count;
        return leaseTurns(db, name, block);
      }),
  );
  await Promise.all(
    limiters.flatMap((limiter) =>
      Array.from({ length: calls / dbs.length }, async () => {
        await limiter.take();
        passed.push(performance.now());
      }),
    ),
  );
  return { passed, leased };
}

const busiestSecond = (passed: number[]) =>
  Math.max(...passed.map((at) => passed.filter((other) => other >= at && other < at + 1_000).length));

test("three processes of the shop together ask no more of Stripe than it allows in any second", async () => {
  const asked: number[] = [];
  const stripe = createServer((_, answer) => {
    asked.push(performance.now());
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify({ object: "list", url: "/v1/refunds", has_more: false, data: [] }));
  });
  await once(stripe.listen(0, "127.0.0.1"), "listening");
  const { port } = stripe.address() as AddressInfo;
  const environment = { DATABASE_URL: database.url, STRIPE_API_URL: `http://127.0.0.1:${port}` };
  const children = [1, 2, 3].map(() => startProcess("dev/testing/ask-stripe-child.ts", ["150"], environment).child);
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
  stripe.close();
  expect(codes).toEqual([0, 0, 0]);
  expect(asked).toHaveLength(450);
  expect(busiestSecond(asked)).toBeLessThanOrEqual(100);
});

describe("of what processes share in Postgres", () => {
  test("no second has more than the limit, however many ask", async () => {
    const { passed } = await flood(processes, 300, "many");
    expect(passed).toHaveLength(300);
    expect(busiestSecond(passed)).toBeLessThanOrEqual(perSecond);
  });

  test("one process alone may have all of it, and leases no more than it uses", async () => {
    const { passed, leased } = await flood(processes.slice(0, 1), 200, "one");
    expect(passed).toHaveLength(200);
    // On a machine that is busy with other things some turns are over before they are used.
    expect(leased).toBeLessThan(400);
    expect(busiestSecond(passed)).toBeGreaterThan(perSecond / 8 + 1);
  });

  test("no two blocks overlap, and the first after a while begins now", async () => {
    const block = { count: 5, spacingMs: 10 };
    const blocks = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => leaseTurns(processes[nth % 3] as Db, "blocks", block)),
    );
    const firsts = blocks.map(({ first }) => first).toSorted((a, b) => a - b);
    firsts.reduce((before, first) => {
      expect(first - before).toBeGreaterThan(49.9);
      return first;
    });
    await sleep(1_700);
    const later = await leaseTurns(database.db, "blocks", block);
    expect(later.first).toBeGreaterThan((firsts.at(-1) ?? 0) + 100);
    expect(later.first).toBeLessThanOrEqual(later.now);
  });

  test("a limit that a wrong clock moved further ahead than a call waits keeps nobody", async () => {
    const { db } = database;
    for (const aheadMs of [3_600_000, 20_000]) {
      const name = `ahead ${aheadMs}`;
      await db.sharedLimit.create({ data: { name, freeAt: new Date(Date.now() + aheadMs) } });
      const { first, now } = await leaseTurns(db, name, { count: 1, spacingMs: 10 });
      expect(first).toBeLessThanOrEqual(now);
    }
  });
});
