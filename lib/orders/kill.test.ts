import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wakeRetries } from "@/dev/drill/wake-jobs";
import { makeBuyer } from "@/dev/testing/buyer";
import { type StartedProcess, startProcess } from "@/dev/testing/child-process";
import { type FixtureVariant, makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { findStockDrift, findTornCarts, findTornOrders } from "@/dev/testing/order-audit";
import {
  condemned,
  countConnections,
  countInHand,
  killWhen,
  letBuyersCome,
  startShopWorker,
} from "@/dev/testing/order-storm";
import { type OrderSurroundings, startSurroundings } from "@/dev/testing/order-surroundings";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";

describe("kill -9 of the worker, again and again, while orders are paid", () => {
  const database = useDatabase();
  let around: OrderSurroundings;
  let worker: StartedProcess | undefined;
  const startWorker = () => startShopWorker(database.url, around.environment);

  beforeAll(async () => {
    around = await startSurroundings(database.db);
    Object.assign(process.env, around.environment);
  });
  afterAll(async () => {
    await worker?.kill();
    await around?.close();
  });

  test("every order paid once, one fulfilment a merchant, one confirmation, stock conserved", async () => {
    const { db } = database;
    // Four products of two merchants, eight units each, and twenty who want one of two neighbours: sixteen get them.
    const worlds = [await makeWorld(db), await makeWorld(db)];
    const products: FixtureVariant[] = [];
    for (const world of [...worlds, ...worlds]) products.push(await makeProduct(db, world, { onHand: 8 }));
    const pairs = products.map((product, index) => [product, products[(index + 1) % 4] ?? product]);
    const buyers: Awaited<ReturnType<typeof makeBuyer>>[] = [];
    for (const pair of [...pairs, ...pairs, ...pairs, ...pairs, ...pairs]) buyers.push(await makeBuyer(db, pair));
    await around.control("webhooks", { duplicate: 2, delayMs: 200 });
    await around.control("faults", { match: "POST /v1/checkout/sessions", delayMs: 150, times: 1_000 });

    const coming = letBuyersCome(db, around, buyers, 8_000);
    const diedOver: number[] = [];
    let since = new Date();
    let mailsBefore = 0;
    const atStatement = (start: string) => ({
      come: async () => (await countConnections(db, `${start}%`)) > 0,
      graceMs: 0,
    });
    const moments = {
      "a page is being opened": { come: async () => (await countInHand(db, since, "payments.open")) > 0, graceMs: 300 },
      "money is being settled": atStatement("%WITH paid AS"),
      "a mail is taken but not noted": { come: () => around.mails.length > mailsBefore, graceMs: 0 },
      "an order is being cut": atStatement('INSERT INTO "public"."fulfilment"'),
      "money is being settled, again": atStatement("%WITH paid AS"),
    };
    for (const moment of Object.values(moments)) {
      since = new Date();
      mailsBefore = around.mails.length;
      worker = startWorker();
      diedOver.push(await killWhen(db, worker, since, moment));
    }
    worker = startWorker();
    const orders = await coming;
    expect(orders).toHaveLength(16);

    // A keyed job that died after its key was given to a newer one is never tried again: the newer one does its work.
    const waiting = () => db.$queryRaw<object[]>`
      select task_identifier, attempts, last_error, locked_at from graphile_worker.jobs
       where task_identifier <> 'orders.lapse' and (key is not null or attempts < max_attempts)`;
    // What died is tried again ever later, the fourth time after a minute. That long nobody has to wait here, but for the
    // fifteen seconds that a mail is its dead sender's.
    let woken = Date.now();
    const done = async () => {
      if (Date.now() - woken > 6_000) {
        woken = Date.now();
        await wakeRetries(db);
      }
      return (await db.order.count({ where: { status: "paid" } })) === orders.length && (await waiting()).length === 0;
    };
    if (!(await until(done, { seconds: 100, everyMs: 200 }))) expect(await waiting()).toEqual([]);

    const captured = await around.captured();
    for (const { customerId, orderId } of orders) {
      const order = await db.order.findUniqueOrThrow({
        where: { customerId_orderId: { customerId, orderId } },
        include: { payment: true, events: true, notices: true, lines: true },
      });
      expect(order).toMatchObject({ status: "paid", payment: { status: "paid", amount: order.totalAmount } });
      expect(captured.get(orderId)).toMatchObject([{ captured: order.totalAmount, refunded: 0 }]);
      expect(order.events.map((event) => event.type).toSorted()).toEqual(["paid", "payment_opened", "placed"]);
      expect(order.notices).toMatchObject([{ cause: "confirmed", sentAt: expect.any(Date) }]);
      const parts = await db.fulfilment.findMany({ where: { orderId }, include: { lines: true } });
      expect(parts.map((part) => part.merchantId).toSorted()).toEqual(worlds.map((w) => w.merchantId).toSorted());
      expect(parts.flatMap((part) => part.lines.map((line) => line.lineId)).toSorted()).toEqual(
        order.lines.map((line) => line.lineId).toSorted(),
      );
    }
    expect(captured.size).toBe(orders.length);
    expect(await db.paymentSession.count()).toBe(orders.length);
    expect(await findStockDrift(db)).toEqual([]);
    expect(await db.stockHold.count({ where: { status: "held" } })).toBe(0);
    for (const level of await db.stockLevel.findMany()) expect(level).toMatchObject({ onHand: 0, held: 0, sold: 8 });

    // The lists were told as well: all is sold.
    expect(await db.catalogEntry.count({ where: { inStock: false } })).toBe(4);
    const messages = new Set(around.mails);
    expect([...messages].map((id) => id.slice(1, 37)).toSorted()).toEqual(orders.map((o) => o.orderId).toSorted());
    expect(diedOver.some((count) => count > 0)).toBe(true);
    console.info(`died over ${diedOver.join(", ")} jobs; ${around.mails.length - messages.size} mails sent twice`);
  }, 200_000);
});

describe("kill -9 of the app in the middle of placing orders", () => {
  const database = useDatabase();
  let app: StartedProcess | undefined;
  afterAll(() => app?.kill());

  test("an order is whole or not at all, and what was acknowledged is there", async () => {
    const { db } = database;
    const world = await makeWorld(db);
    const products = [await makeProduct(db, world, { onHand: 5_000 }), await makeProduct(db, world, { onHand: 5_000 })];
    const wanted = JSON.stringify(products.map((product, index) => ({ ...product, quantity: index + 1 })));
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const child = startProcess("dev/testing/place-orders-child.ts", [wanted], {
        DATABASE_URL: database.url,
        PGAPPNAME: condemned,
      });
      app = child;
      const enough = 10 + Math.random() * 30;
      expect(await until(() => child.said().split("\n").length > enough, { seconds: 20, everyMs: 1 })).toBe(true);
      expect(await countConnections(db)).toBeGreaterThan(0);
      await child.kill();
      // A last line that is torn was never heard by anyone.
      acknowledged.push(...child.said().split("\n").slice(0, -1));
    }
    // What Postgres had been told before the end may still be under way.
    const gone = async () => (await countConnections(db)) === 0;
    expect(await until(gone, { seconds: 10 })).toBe(true);

    const orders = await db.order.findMany({ select: { orderId: true } });
    const found = new Set(orders.map((order) => order.orderId));
    expect(acknowledged.filter((orderId) => !found.has(orderId))).toEqual([]);
    expect(await findTornOrders(db)).toEqual([]);
    expect(await findTornCarts(db, 2)).toEqual([]);
    expect(await findStockDrift(db)).toEqual([]);
    const cutOff = await db.customer.count({ where: { orders: { none: {} } } });
    const unheard = orders.length - acknowledged.length;
    console.info(`${acknowledged.length} orders acknowledged, ${unheard} written unheard, ${cutOff} cut off`);
  }, 120_000);
});
