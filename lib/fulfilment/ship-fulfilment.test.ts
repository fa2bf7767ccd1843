import { beforeAll, describe, expect, it } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { writePaidOrder } from "@/dev/testing/paid-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { callOffParts } from "@/lib/orders/call-off-parts";
import { cutFulfilments } from "./cut-fulfilments";
import { listFulfilments } from "./list-fulfilments";
import { markDelivered } from "./mark-delivered";
import { readDashboard } from "./read-dashboard";
import { readFulfilment } from "./read-fulfilment";
import { shipFulfilment } from "./ship-fulfilment";

const database = useDatabase();
const now = new Date("2026-01-02T09:00:00Z");
const later = new Date("2026-01-02T15:00:00Z");
const parcel = { carrier: "ups", tracking: "1Z999AA10123456784" } as const;
const staffId = newId();
let a: string;
let b: string;

beforeAll(async () => {
  a = (await makeWorld(database.db)).merchantId;
  b = (await makeWorld(database.db)).merchantId;
});

async function cut(merchantIds: string[]) {
  const order = await writePaidOrder(database.db, { merchantIds, placedAt: now });
  await cutFulfilments(database.db, order, now);
  const parts = await database.db.fulfilment.findMany({
    where: { merchantId: { in: merchantIds }, orderId: order.orderId },
  });
  const partOf = (merchantId: string) => parts.find((part) => part.merchantId === merchantId)?.fulfilmentId ?? "";
  const status = async () =>
    (
      await database.db.order.findUniqueOrThrow({
        where: { customerId_orderId: { customerId: order.customerId, orderId: order.orderId } },
      })
    ).status;
  return { order, parts, partOf, status };
}

const ship = (merchantId: string, fulfilmentId: string, shipmentId: string = newId()) =>
  shipFulfilment(database.db, { staffId, merchantId }, { fulfilmentId, shipmentId, ...parcel }, later);

/** So many units of each line, as calling off (cancelLines) marks them. */
const callOff = ({ customerId, orderId }: { customerId: string; orderId: string }, quantity: number) =>
  inTransaction(database.db, async (tx) => {
    await tx.orderLine.updateMany({ where: { customerId, orderId }, data: { cancelledQuantity: quantity } });
    const lines = await tx.orderLine.findMany({ where: { customerId, orderId } });
    return callOffParts(
      tx,
      { orderId },
      lines.map((line) => ({ line, quantity })),
    );
  });

describe("cutting", () => {
  it("gives each merchant its own lines, however often it is told to", async () => {
    const { order, parts } = await cut([a, b, a]);
    await Promise.all([cutFulfilments(database.db, order, now), cutFulfilments(database.db, order, now)]);
    expect(parts.map(({ merchantId, itemCount, totalAmount }) => ({ merchantId, itemCount, totalAmount }))).toEqual(
      expect.arrayContaining([
        { merchantId: a, itemCount: 4, totalAmount: 10_000 },
        { merchantId: b, itemCount: 2, totalAmount: 5_000 },
      ]),
    );
    expect(await database.db.fulfilment.count({ where: { merchantId: { in: [a, b] }, orderId: order.orderId } })).toBe(
      2,
    );
    const lines = await database.db.fulfilmentLine.count({
      where: { merchantId: { in: [a, b] }, fulfilmentId: { in: parts.map((part) => part.fulfilmentId) } },
    });
    expect(lines).toBe(3);
  });

  it("cuts nothing from an order that isn't paid", async () => {
    const order = await writePaidOrder(database.db, { merchantIds: [a] });
    await database.db.order.update({
      where: { customerId_orderId: { customerId: order.customerId, orderId: order.orderId } },
      data: { status: "pending_payment" },
    });
    await cutFulfilments(database.db, order, now);
    expect(await database.db.fulfilment.count({ where: { merchantId: a, orderId: order.orderId } })).toBe(0);
  });
});

describe("shipping", () => {
  it("ships the order once every merchant's part is shipped, and owes the buyer a mail for each", async () => {
    const { order, partOf, status } = await cut([a, b]);
    const [first, second] = [newId(), newId()];
    expect(await ship(a, partOf(a), first)).toEqual({ ok: true, value: { shipmentId: first } });
    expect(await status()).toBe("partially_shipped");
    expect(await ship(b, partOf(b), second)).toEqual({ ok: true, value: { shipmentId: second } });
    expect(await status()).toBe("shipped");
    const { customerId, orderId } = order;
    const notices = await database.db.notice.findMany({ where: { customerId, orderId }, select: { cause: true } });
    expect(notices.map(({ cause }) => cause).toSorted()).toEqual([`shipped:${first}`, `shipped:${second}`].toSorted());
    const jobs = await database.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from graphile_worker.jobs
       where task_identifier = 'mail.send' and key like ${`mail.send:${orderId}:%`}`;
    expect(jobs[0]?.count).toBe(2);
  });

  it("sees both parts when two merchants ship at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { partOf, status } = await cut([a, b]);
      await Promise.all([ship(a, partOf(a)), ship(b, partOf(b))]);
      expect(await status()).toBe("shipped");
    }
  });

  it("ships once when clicked twice", async () => {
    const { order, partOf } = await cut([a]);
    const shipmentId = newId();
    const results = await Promise.all([1, 2, 3].map(() => ship(a, partOf(a), shipmentId)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "already_shipped" } });
    const { customerId, orderId } = order;
    expect(await database.db.orderEvent.count({ where: { customerId, orderId, type: "shipped" } })).toBe(1);
    expect(await database.db.auditEntry.count({ where: { merchantId: a, subject: order.number } })).toBe(1);
  });

  it("ships once when two clerks send all that is left", async () => {
    const { partOf } = await cut([a]);
    const results = await Promise.all([ship(a, partOf(a)), ship(a, partOf(a))]);
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  it("does not ship what was cancelled a moment ago, before the part was settled", async () => {
    const { order, partOf, status } = await cut([a]);
    await callOff(order, 2);
    expect(await ship(a, partOf(a))).toEqual({ ok: false, error: { code: "cancelled" } });
    expect(await status()).toBe("paid");
    const part = await readFulfilment(database.db, a, partOf(a));
    expect(part).toMatchObject({ status: "cancelled", shipments: [], lines: [{ cancelledQuantity: 2 }] });
  });

  it("ships what credit has paid, where the money was let go because nothing of it was due any more", async () => {
    const { order, partOf } = await cut([a]);
    const { customerId, orderId } = order;
    await database.db.payment.create({
      data: { customerId, orderId, status: "voided", amount: 2_000, currency: "USD", updatedAt: now },
    });
    expect(await ship(a, partOf(a))).toEqual({ ok: false, error: { code: "payment_lost" } });
    await callOff(order, 1);
    expect(await ship(a, partOf(a))).toMatchObject({ ok: true });
  });

  it("has the money captured when the first parcel leaves, where the merchant takes it then", async () => {
    const { order, partOf } = await cut([a, b]);
    const { customerId, orderId } = order;
    const capturing = async () => {
      const [row] = await database.db.$queryRaw<{ count: number }[]>`
        select count(*)::int from graphile_worker.jobs where key = ${`payments.capture:${orderId}`}`;
      return row?.count;
    };
    expect(await capturing()).toBe(0);
    await database.db.order.updateMany({ where: { customerId, orderId }, data: { captureMode: "on_shipment" } });
    await ship(a, partOf(a));
    await ship(b, partOf(b));
    expect(await capturing()).toBe(1);
  });
});

describe("a part of a part", () => {
  it("ships the units chosen, refuses more than are left, and moves on with the last", async () => {
    const { partOf, status } = await cut([a]);
    const fulfilmentId = partOf(a);
    const lineId = (await readFulfilment(database.db, a, fulfilmentId))?.lines[0]?.lineId ?? "";
    const send = (quantity: number) =>
      shipFulfilment(
        database.db,
        { staffId, merchantId: a },
        { fulfilmentId, shipmentId: newId(), ...parcel, lines: [{ lineId, quantity }] },
        later,
      );
    expect(await send(0)).toEqual({ ok: false, error: { code: "nothing_chosen" } });
    expect(await send(3)).toEqual({ ok: false, error: { code: "too_many", lineId, left: 2 } });
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await status()).toBe("partially_shipped");
    expect(await readFulfilment(database.db, a, fulfilmentId)).toMatchObject({ status: "partially_shipped" });
    expect(await send(2)).toEqual({ ok: false, error: { code: "too_many", lineId, left: 1 } });
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await status()).toBe("shipped");
    expect(await readFulfilment(database.db, a, fulfilmentId)).toMatchObject({
      status: "shipped",
      lines: [{ quantity: 2, shippedQuantity: 2 }],
      shipments: [{ lines: [{ lineId, quantity: 1 }] }, { lines: [{ lineId, quantity: 1 }] }],
    });
  });

  it("counts a line named twice as one", async () => {
    const { partOf } = await cut([a]);
    const fulfilmentId = partOf(a);
    const lineId = (await readFulfilment(database.db, a, fulfilmentId))?.lines[0]?.lineId ?? "";
    const twice = (quantity: number) =>
      shipFulfilment(
        database.db,
        { staffId, merchantId: a },
        {
          fulfilmentId,
          shipmentId: newId(),
          ...parcel,
          lines: [
            { lineId, quantity },
            { lineId, quantity },
          ],
        },
        later,
      );
    expect(await twice(2)).toMatchObject({ ok: false, error: { code: "too_many" } });
    expect(await twice(1)).toMatchObject({ ok: true });
    expect(await readFulfilment(database.db, a, fulfilmentId)).toMatchObject({ status: "shipped" });
  });
});

describe("delivering", () => {
  const deliver = (merchantId: string, fulfilmentId: string, shipmentId: string) =>
    markDelivered(database.db, { staffId, merchantId }, { fulfilmentId, shipmentId }, later);

  it("delivers the order with its last parcel, and owes the buyer a mail for each, once", async () => {
    const { order, partOf, status } = await cut([a, b]);
    const [first, second] = [newId(), newId()];
    await ship(a, partOf(a), first);
    await ship(b, partOf(b), second);
    const twice = await Promise.all([deliver(a, partOf(a), first), deliver(a, partOf(a), first)]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(twice.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "already_delivered" } });
    expect(await status()).toBe("shipped");
    expect(await readFulfilment(database.db, a, partOf(a))).toMatchObject({ status: "delivered" });
    await deliver(b, partOf(b), second);
    expect(await status()).toBe("delivered");
    const { customerId, orderId } = order;
    const owed = await database.db.notice.count({
      where: { customerId, orderId, cause: { in: [`delivered:${first}`, `delivered:${second}`] } },
    });
    expect(owed).toBe(2);
  });

  it("delivers an order whose last open units are cancelled after its parcels arrived", async () => {
    const { order, partOf, status } = await cut([a]);
    const lineId = (await readFulfilment(database.db, a, partOf(a)))?.lines[0]?.lineId ?? "";
    const shipmentId = newId();
    const chosen = { fulfilmentId: partOf(a), shipmentId, ...parcel, lines: [{ lineId, quantity: 1 }] };
    await shipFulfilment(database.db, { staffId, merchantId: a }, chosen, later);
    await deliver(a, partOf(a), shipmentId);
    expect(await status()).toBe("partially_shipped");
    await callOff(order, 1);
    await cutFulfilments(database.db, order, later);
    expect(await status()).toBe("delivered");
    expect(await readFulfilment(database.db, a, partOf(a))).toMatchObject({ status: "delivered" });
  });

  it("knows no parcel of another merchant or another part", async () => {
    const { partOf } = await cut([a, b]);
    const shipmentId = newId();
    await ship(a, partOf(a), shipmentId);
    for (const [merchantId, fulfilmentId] of [
      [b, partOf(a)],
      [b, partOf(b)],
    ] as const)
      expect(await deliver(merchantId, fulfilmentId, shipmentId)).toEqual({ ok: false, error: { code: "not_found" } });
  });
});

describe("another merchant's orders", () => {
  it("cannot be read, listed or shipped", async () => {
    const { partOf, status } = await cut([b]);
    expect(await readFulfilment(database.db, a, partOf(b))).toBeNull();
    expect(await ship(a, partOf(b))).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await status()).toBe("paid");
    const mine = await listFulfilments(database.db, a, {}, { after: null, pageSize: 1000 });
    expect(mine.rows.map(({ fulfilmentId }) => fulfilmentId)).not.toContain(partOf(b));
  });

  it("don't show in the timeline of a shared order", async () => {
    const { partOf } = await cut([a, b]);
    await ship(b, partOf(b));
    expect((await readFulfilment(database.db, a, partOf(a)))?.history.map(({ type }) => type)).toEqual([
      "placed",
      "paid",
    ]);
    expect((await readFulfilment(database.db, b, partOf(b)))?.history.map(({ type }) => type)).toEqual([
      "placed",
      "paid",
      "shipped",
    ]);
  });

  it("don't count on the dashboard", async () => {
    const { merchantId } = await makeWorld(database.db);
    expect(await readDashboard(database.db, merchantId, "en", now)).toMatchObject({
      sales: [],
      ordersToday: 0,
      toShip: { count: 0, oldest: null },
      openReturns: { count: 0, oldest: null },
      latest: [],
    });
    await cut([merchantId, b]);
    const asked = { customerId: newId(), orderId: newId(), orderNumber: "CW-1", number: "CW-1-R1", itemCount: 1 };
    await database.db.merchantReturn.createMany({
      data: (["requested", "approved", "inspected", "refunded"] as const).map((status) => ({
        ...asked,
        merchantId,
        returnId: newId(),
        status,
        createdAt: now,
        updatedAt: now,
      })),
    });
    const mine = await readDashboard(database.db, merchantId, "en", now);
    expect(mine.sales).toHaveLength(1);
    expect(mine).toMatchObject({
      ordersToday: 1,
      toShip: { count: 1, oldest: now },
      openReturns: { count: 2, oldest: now },
    });
    expect(mine.sales[0]?.today).toEqual({ day: "2026-01-02", amount: 5_000, orders: 1 });
    expect(mine.sales[0]?.days).toHaveLength(14);
  });
});

it("pages through every order once, while new ones come in", async () => {
  const { merchantId } = await makeWorld(database.db);
  const orders = await Promise.all(
    Array.from({ length: 25 }, (_, n) =>
      writePaidOrder(database.db, { merchantIds: [merchantId], placedAt: new Date(now.getTime() + (n % 4) * 1000) }),
    ),
  );
  for (const order of orders) await cutFulfilments(database.db, order, now);
  const seen: string[] = [];
  let after = null;
  do {
    const page = await listFulfilments(database.db, merchantId, {}, { after, pageSize: 4 });
    seen.push(...page.rows.map(({ orderNumber }) => orderNumber));
    after = page.next;
    if (seen.length === 8)
      await cutFulfilments(
        database.db,
        await writePaidOrder(database.db, { merchantIds: [merchantId], placedAt: new Date(now.getTime() + 60_000) }),
        now,
      );
  } while (after);
  expect(seen.toSorted()).toEqual(orders.map(({ number }) => number).toSorted());
});

it("finds an order by the beginning of its number, by e-mail and by name, and takes wildcards literally", async () => {
  const { merchantId } = await makeWorld(database.db);
  const order = await writePaidOrder(database.db, {
    merchantIds: [merchantId],
    email: "Sato@example.jp",
    name: "佐藤 陽菜",
  });
  await cutFulfilments(database.db, order, now);
  const find = async (text: string) =>
    (await listFulfilments(database.db, merchantId, { text }, { after: null, pageSize: 5 })).rows.length;
  const typed = order.number.toLowerCase();
  for (const text of [typed.slice(0, 7), ` ${typed}`, typed.replaceAll("-", ""), "sato@", "陽菜"])
    expect(await find(text)).toBe(1);
  for (const text of ["%", "_", "C%", "nobody@"]) expect(await find(text)).toBe(0);
});
