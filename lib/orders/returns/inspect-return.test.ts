import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { buyerOf } from "@/lib/inventory/buyer";
import { holdStock } from "@/lib/inventory/hold-stock";
import { inLockOrder, type StockLine } from "@/lib/inventory/stock";
import { readOrder } from "../read-order";
import { recordEvent } from "../record-event";
import { approveReturn } from "./approve-return";
import { inspectReturn } from "./inspect-return";
import { receiveReturn } from "./receive-return";
import { requestReturn } from "./request-return";

const database = useDatabase();
const tomorrow = new Date(noon.getTime() + 24 * 3_600_000);
const buyer = buyerOf("mara@example.com");

/** One each of two limited things, delivered and brought back: fit to be sold again is the one that is named. */
async function broughtBack(fit: "first" | "second") {
  const { db } = database;
  const { merchantId, ...world } = await makeWorld(db);
  const made = [await makeProduct(db, { merchantId, ...world }), await makeProduct(db, { merchantId, ...world })];
  for (const variant of made) await db.variant.updateMany({ where: variant, data: { perCustomerMax: 50 } });
  const goods = inLockOrder(made.map((variant) => ({ ...variant, quantity: 1 })));
  const order = await makeSettledOrder(db, goods);
  const ordered = (await readOrder(db, order))?.lines ?? [];
  const lines = goods.map(({ variantId }) => ({
    lineId: ordered.find((line) => line.variantId === variantId)?.lineId ?? "",
    quantity: 1,
  }));
  const [shipmentId, returnId] = [newId(), newId()];
  const told = { actor: "clock", at: noon } as const;
  const parcel = { shipmentId, fulfilmentId: newId(), carrier: "ups", tracking: "1Z", lines };
  await recordEvent(db, order, { ...told, type: "shipped", data: parcel });
  await recordEvent(db, order, { ...told, type: "delivered", data: { shipmentId } });
  const { customerId, orderId } = order;
  const asked = lines.map((line) => ({ ...line, reason: "changed_mind" as const }));
  const wish = { customerId, orderId, returnId, resolution: "refund" as const, comment: "", lines: asked };
  const staff = { merchantId, staffId: newId() };
  expect(await requestReturn(db, wish, tomorrow)).toMatchObject({ ok: true });
  expect(await approveReturn(db, staff, { returnId }, tomorrow)).toMatchObject({ ok: true });
  await receiveReturn(db, staff, { returnId }, tomorrow);
  const found = lines.map(({ lineId }, at) => ({
    lineId,
    accepted: 1,
    restock: at === (fit === "first" ? 0 : 1) ? 1 : 0,
  }));
  const inspect = () => inspectReturn(db, staff, { returnId, lines: found }, tomorrow);
  return { merchantId, goods, inspect };
}

/** Bought by the same buyer; what has to wait for a lock fails. */
async function buyAtOnce(tx: Tx, lines: readonly StockLine[]): Promise<void> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '200ms'`;
  await buy(tx, lines);
}

async function buy(tx: Tx, lines: readonly StockLine[]): Promise<void> {
  const hold = { orderId: newId(), lines, buyer, expiresAt: tomorrow, actor: "shopper", now: noon };
  expect(await holdStock(tx, hold)).toMatchObject({ ok: true });
}

const waiting = async () => {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count;
};

const tallies = async (goods: readonly StockLine[]) => {
  const rows = await database.db.purchaseTally.findMany({
    where: { buyer, productId: { in: goods.map(({ productId }) => productId) } },
  });
  return rows.map(({ quantity }) => quantity);
};

test.each(["first", "second"] as const)(
  "an inspection that waits for a purchase is not waited for: %s fit",
  async (fit) => {
    const { goods, inspect } = await broughtBack(fit);
    const inspected = await inTransaction(database.db, async (tx) => {
      await buyAtOnce(tx, goods.slice(0, 1));
      const running = inspect();
      await expect.poll(waiting).toBe(1);
      await buyAtOnce(tx, goods.slice(1));
      return { running };
    });
    expect(await inspected.running).toMatchObject({ ok: true });
    expect(await tallies(goods)).toEqual([1, 1]);
  },
);

test("an inspection that waits for its location to be closed keeps no purchase waiting", async () => {
  const { merchantId, goods, inspect } = await broughtBack("first");
  const inspected = await inTransaction(database.db, async (tx) => {
    await tx.location.updateMany({ where: { merchantId }, data: { name: "Annexe" } });
    const running = inspect();
    await expect.poll(waiting).toBe(1);
    await inTransaction(database.db, (other) => buyAtOnce(other, goods));
    return { running };
  });
  expect(await inspected.running).toMatchObject({ ok: true });
  expect(await tallies(goods)).toEqual([1, 1]);
});

test("inspections among purchases by the same buyer never deadlock", async () => {
  const { db } = database;
  const returns = [];
  for (let n = 0; n < 12; n += 1) returns.push(await broughtBack(n % 2 ? "first" : "second"));
  const before = await deadlocks();
  for (const { goods, inspect } of returns) {
    const purchases = Array.from({ length: 8 }, () => inTransaction(db, (tx) => buy(tx, goods)));
    const [inspected] = await Promise.all([inspect(), ...purchases]);
    expect(inspected).toMatchObject({ ok: true });
    expect(await tallies(goods)).toEqual([8, 8]);
  }
  expect(await deadlocks()).toBe(before);
}, 60_000);

async function deadlocks(): Promise<bigint | undefined> {
  const [row] = await database.db.$queryRaw<{ deadlocks: bigint }[]>`
    select pg_stat_get_db_deadlocks(oid) as deadlocks from pg_database where datname = current_database()`;
  return row?.deadlocks;
}
