import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { startHoldingProxy } from "@/dev/testing/holding-proxy";
import { useDatabase } from "@/dev/testing/use-database";
import { connect } from "./client";
import { Prisma } from "./generated/client";
import { inTransaction, isUniqueViolation } from "./transaction";

const database = useDatabase();

const at = new Date("2026-03-01T23:30:00.123Z");
const insert = (key: string) => Prisma.sql`INSERT INTO shop_state (key, value, updated_at) VALUES (${key}, '', ${at})`;
const keys = async (prefix: string) =>
  (await database.db.shopState.findMany({ where: { key: { startsWith: prefix } }, orderBy: { key: "asc" } })).map(
    ({ key }) => key,
  );

describe("a statement in SQL", () => {
  test("gets values as the client gives them, and gives them back as the client does", async () => {
    const list = ["a,b", 'c"d', null];
    const [row] = await database.db.$queryRaw<Record<string, unknown>[]>`
      SELECT ${at}::timestamptz AS at, ${at}::date AS day, ${9_007_199_254_740_993n}::bigint AS big, 1.10::numeric AS exact,
        ${list}::text[] AS list, ${[at]}::timestamptz[] AS moments, ${{ a: [1] }}::jsonb AS json, NULL::int AS nothing,
        ARRAY[1,2]::bigint[] AS bigs, ${Prisma.sql`1 + ${1}::int`} AS sum, ${true}::boolean AS yes, ${new Uint8Array([0, 255])}::bytea AS bytes`;
    expect(row).toEqual({
      at,
      day: new Date("2026-03-01T00:00:00Z"),
      big: 9_007_199_254_740_993n,
      exact: new Prisma.Decimal("1.10"),
      list,
      moments: [at],
      json: { a: [1] },
      nothing: null,
      bigs: [1n, 2n],
      sum: 2,
      yes: true,
      bytes: Buffer.from([0, 255]),
    });
  });

  test("says how many rows it changed, and what was refused as the client does", async () => {
    expect(await database.db.$executeRaw(insert("twice"))).toBe(1);
    const again = database.db.$executeRaw(insert("twice"));
    await expect(again).rejects.toMatchObject({ code: "P2010", meta: { code: "23505" } });
    expect(isUniqueViolation(await again.catch((error: unknown) => error))).toBe(true);
  });
});

test("a line that has gone silent is given up, outside a transaction and within, and another is asked", {
  timeout: 15_000,
}, async () => {
  const proxy = await startHoldingProxy(database.url, "never said");
  const client = connect(proxy.url, 3, "on", 300);
  try {
    const ask = () => client.$queryRaw<{ n: number }[]>`SELECT 1 AS n, pg_sleep(0.05)::text`;
    await Promise.all([ask(), ask(), ask()]);
    proxy.hold();
    const lost = [ask(), client.shopState.count(), inTransaction(client, (tx) => tx.$queryRaw`SELECT 1`)];
    for (const { status } of await Promise.allSettled(lost)) expect(status).toBe("rejected");
    expect(await ask()).toMatchObject([{ n: 1 }]);
  } finally {
    await client.$disconnect();
    proxy.stop();
  }
});

test("a transaction waits for a silent line no longer than it may take, however patient the process is", {
  timeout: 15_000,
}, async () => {
  const proxy = await startHoldingProxy(database.url, "never said");
  const client = connect(proxy.url, 1);
  const ask = () => client.$transaction((tx) => tx.$queryRaw<{ n: number }[]>`SELECT 1 AS n`, { timeout: 300 });
  try {
    await ask();
    proxy.hold();
    await expect(ask()).rejects.toThrow("longer than 300 ms");
    expect(await ask()).toEqual([{ n: 1 }]);
  } finally {
    await client.$disconnect();
    proxy.stop();
  }
});

describe("a transaction", () => {
  test("is one for SQL and models, and undone whole", async () => {
    const failing = inTransaction(database.db, async (tx) => {
      await tx.$executeRaw(insert("undone:sql"));
      await tx.shopState.create({ data: { key: "undone:model", value: "", updatedAt: at } });
      expect(await tx.shopState.count({ where: { key: { startsWith: "undone:" } } })).toBe(2);
      expect(await keys("undone:")).toEqual([]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await keys("undone:")).toEqual([]);
  });

  test("answers what is asked at once, one after the other", async () => {
    const answers = await inTransaction(database.db, (tx) =>
      Promise.all([1, 2, 3].map((n) => tx.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n, pg_sleep(0.01)::text`)),
    );
    expect(answers.map(([row]) => row?.n)).toEqual([1, 2, 3]);
  });

  test("sends what is asked at once without waiting for an answer in between", { timeout: 10_000 }, async () => {
    const proxy = await startHoldingProxy(database.url, "the second");
    const client = connect(proxy.url, 1);
    try {
      const answers = await inTransaction(client, async (tx) => {
        proxy.hold();
        return Promise.all(["the first", "the second"].map((text) => tx.$queryRaw`SELECT ${text}::text AS text`));
      });
      expect(answers).toEqual([[{ text: "the first" }], [{ text: "the second" }]]);
    } finally {
      await client.$disconnect();
      proxy.stop();
    }
  });

  test("does nothing of what was asked at once with a statement that is refused", async () => {
    const refused = inTransaction(database.db, (tx) =>
      Promise.all([
        tx.$executeRaw(insert("at once:before")),
        // Told a little later than those behind it.
        Promise.all([Promise.all([tx.$queryRaw`SELECT 1 / 0`])]),
        tx.$executeRaw(insert("at once:after")),
        tx.shopState.create({ data: { key: "at once:model", value: "", updatedAt: at } }),
        sleep(20).then(() => tx.$executeRaw(insert("at once:late"))),
      ]),
    );
    await expect(refused).rejects.toMatchObject({ meta: { code: "22012" } });
    await sleep(50);
    expect(await keys("at once:")).toEqual([]);
  });

  test("keeps what came before a write of several statements that failed", async () => {
    await inTransaction(database.db, async (tx) => {
      await tx.$executeRaw(insert("kept:before"));
      const upserted = { key: "kept:model", value: "", updatedAt: at };
      await tx.shopState.upsert({ where: { key: upserted.key }, create: upserted, update: upserted });
    });
    expect(await keys("kept:")).toEqual(["kept:before", "kept:model"]);
  });

  test("that goes on after a refused statement is not called done", async () => {
    const swallowing = inTransaction(database.db, async (tx) => {
      await tx.$executeRaw(insert("lost"));
      await tx.$executeRaw`SELECT 1 / 0`.catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow("rolled back");
    expect(await keys("lost")).toEqual([]);
  });

  test("is over when its time is, for whoever still holds it too", async () => {
    let late: Promise<unknown> | undefined;
    const slow = database.db.$transaction(
      async (tx) => {
        await tx.$executeRaw(insert("slow"));
        await sleep(300);
        late = tx.$executeRaw(insert("slow:late"));
        await late;
      },
      { timeout: 100 },
    );
    await expect(slow).rejects.toThrow("longer than 100 ms");
    await sleep(300);
    await expect(late).rejects.toThrow("the transaction is over");
    expect(await keys("slow")).toEqual([]);
  });

  test("that fails does not wait longer than its time for what it asked before", { timeout: 10_000 }, async () => {
    const leaving = database.db.$transaction(
      async (tx) => {
        tx.$queryRaw`SELECT pg_sleep(60)::text`.catch(() => undefined);
        throw new Error("no");
      },
      { timeout: 200 },
    );
    await expect(leaving).rejects.toThrow("no");
  });

  test("leaves nothing that waits for a lock behind in Postgres when its time is over", {
    timeout: 15_000,
  }, async () => {
    const { promise: over, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: held, resolve: holds } = Promise.withResolvers<void>();
    const holder = inTransaction(database.db, async (tx) => {
      await tx.$executeRaw(insert("wanted"));
      holds();
      await over;
    });
    await held;
    const waiting = () => database.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const late = database.db.$transaction((tx) => tx.$executeRaw(insert("wanted")), { timeout: 200 });
    await expect(late).rejects.toThrow("longer than 200 ms");
    expect(await waiting()).toEqual([{ n: 1 }]);
    await vi.waitFor(async () => expect(await waiting()).toEqual([{ n: 0 }]), { timeout: 5_000 });
    letGo();
    await holder;
  });

  test("does not outlive its connection", async () => {
    const cut = inTransaction(database.db, async (tx) => {
      await tx.$executeRaw(insert("cut"));
      const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await database.db.$queryRaw`SELECT pg_terminate_backend(${own?.pid}::int)`;
      await tx.$executeRaw(insert("cut:after"));
    });
    await expect(cut).rejects.toThrow();
    expect(await keys("cut")).toEqual([]);
  });

  test("gives its connection back, however it ends", async () => {
    const tries = Array.from({ length: 60 }, (_, index) =>
      inTransaction(database.db, async (tx) => {
        await tx.$queryRaw`SELECT 1`;
        if (index % 2 === 1) throw new Error("no");
      }).catch(() => undefined),
    );
    await Promise.all(tries);
    expect(await keys("nothing")).toEqual([]);
  });
});
