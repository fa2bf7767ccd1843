import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { adjustStock } from "./adjust-stock";
import { readUnsent, unsentAt } from "./read-unsent";
import { setStockRules } from "./set-stock-rules";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const staff = () => ({ merchantId: world.merchantId, staffId: newId(), now: noon });
const stocked = (onHand: number) => makeProduct(database.db, world, { onHand });
const bought = (variant: FixtureVariant, quantity: number) =>
  makeSettledOrder(database.db, [{ ...variant, quantity }], { locale: "en-US" });

async function unsent({ productId, variantId }: FixtureVariant): Promise<number> {
  const { merchantId } = world;
  return unsentAt(await readUnsent(database.db, { merchantId, productId }), variantId, merchantId);
}

const onHand = async (variant: FixtureVariant) =>
  (await database.db.stockLevel.findFirstOrThrow({ where: variant })).onHand;

const count = (variant: FixtureVariant, counted: number, seen: number) =>
  adjustStock(database.db, staff(), { ...variant, onHand: { counted, seen }, reason: "counted", changeId: newId() });

async function partOf(orderId: string) {
  const where = { merchantId: world.merchantId, orderId };
  return database.db.fulfilment.findFirstOrThrow({ where, include: { lines: true } });
}

async function ship(orderId: string, quantity: number): Promise<void> {
  const { fulfilmentId, lines } = await partOf(orderId);
  const parcel = { fulfilmentId, shipmentId: newId(), carrier: "ups", tracking: "1Z9999999" } as const;
  const units = lines.map(({ lineId }) => ({ lineId, quantity }));
  expect(await shipFulfilment(database.db, staff(), { ...parcel, lines: units }, noon)).toMatchObject({ ok: true });
}

it("what is sold lies on the shelf until it leaves or is called off, cut or not", async () => {
  const variant = await stocked(12);
  const first = await bought(variant, 3);
  expect(await unsent(variant)).toBe(3);
  await cutFulfilments(database.db, first, noon);
  expect(await unsent(variant)).toBe(3);
  const second = await bought(variant, 2);
  expect(await unsent(variant)).toBe(5);
  await ship(first.orderId, 1);
  expect(await unsent(variant)).toBe(4);
  const all = { ...first, cancellationId: newId(), lines: "all", reason: "", actor: "shopper" } as const;
  await cancelLines(database.db, all, noon);
  expect(await unsent(variant)).toBe(2);
  await cancelLines(database.db, { ...all, ...second, cancellationId: newId() }, noon);
  expect(await unsent(variant)).toBe(0);
  expect(await onHand(variant)).toBe(11);
});

it("is of one product of one merchant, and of the variant and location that sold it", async () => {
  const [variant, other] = [await stocked(5), await stocked(5)];
  const { customerId, orderId } = await makeSettledOrder(database.db, [
    { ...variant, quantity: 2 },
    { ...other, quantity: 1 },
  ]);
  const units = { variantId: variant.variantId, locationId: world.merchantId, units: 2 };
  const read = (merchantId: string) => readUnsent(database.db, { merchantId, productId: variant.productId });
  expect(await read(world.merchantId)).toEqual([units]);
  await cutFulfilments(database.db, { customerId, orderId }, noon);
  expect(await read(world.merchantId)).toEqual([units]);
  expect(await read((await makeWorld(database.db)).merchantId)).toEqual([]);
});

it("a count of the shelf sells none of the units that are sold and still there", async () => {
  const variant = await stocked(12);
  const { orderId, customerId } = await bought(variant, 3);
  expect(await count(variant, 12, 12)).toMatchObject({ ok: true, value: { onHand: 9 } });
  await cutFulfilments(database.db, { customerId, orderId }, noon);
  expect(await count(variant, 14, 12)).toMatchObject({ ok: true, value: { onHand: 11 } });
  expect(await count(variant, 3, 14)).toMatchObject({ ok: true, value: { onHand: 0 } });
  const owed = { code: "below_owed", owed: 1, oversellMax: 0 };
  expect(await count(variant, 2, 3)).toEqual({ ok: false, error: owed });
});

it("where units are owed a shelf is counted down to what may be owed, and no further", async () => {
  const variant = await stocked(5);
  await bought(variant, 5);
  const ahead = { stockPolicy: "backorder", oversellMax: 4, shipsFrom: noon, lowStockAt: null } as const;
  await setStockRules(database.db, staff(), variant, { ...ahead, perCustomerMax: null, stripes: 1 });
  expect(await count(variant, 2, 5)).toMatchObject({ ok: true, value: { onHand: -3 } });
  expect(await count(variant, 0, 2)).toEqual({ ok: false, error: { code: "below_owed", owed: 5, oversellMax: 4 } });
  expect(await count(variant, 1, 2)).toMatchObject({ ok: true, value: { onHand: -4 } });
  expect(await count(variant, 3, 1)).toMatchObject({ ok: true, value: { onHand: -2 } });
});

it("no more is taken off a shelf than lies there, sold units with it, however many may be owed", async () => {
  const variant = await stocked(5);
  await bought(variant, 3);
  const ahead = { stockPolicy: "backorder", oversellMax: 100, shipsFrom: noon, lowStockAt: null } as const;
  await setStockRules(database.db, staff(), variant, { ...ahead, perCustomerMax: null, stripes: 1 });
  const take = (by: number) =>
    adjustStock(database.db, staff(), { ...variant, onHand: { by }, reason: "broken", changeId: newId() });
  expect(await take(-50)).toEqual({ ok: false, error: { code: "below_nothing", shelf: 5 } });
  expect(await take(-5)).toMatchObject({ ok: true, value: { onHand: -3 } });
  expect(await take(-1)).toEqual({ ok: false, error: { code: "below_nothing", shelf: 0 } });
  expect(await take(1)).toMatchObject({ ok: true, value: { onHand: -2 } });
});

it("a sale between the look and the count changes nothing of it, a parcel that left asks for another", async () => {
  const variant = await stocked(12);
  const order = await bought(variant, 3);
  expect(await count(variant, 11, 12)).toMatchObject({ ok: true, value: { onHand: 8 } });
  await cutFulfilments(database.db, order, noon);
  await ship(order.orderId, 3);
  expect(await count(variant, 8, 11)).toEqual({ ok: false, error: { code: "shelf_changed", shelf: 8 } });
  expect(await onHand(variant)).toBe(8);
});

it("a count that waits while units are sold takes them for sold", async () => {
  const { db } = database;
  const variant = await stocked(6);
  const { productId, variantId } = variant;
  const counted = await inTransaction(db, async (tx) => {
    await tx.$executeRaw`SELECT FROM variant WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid FOR NO KEY UPDATE`;
    const waits = count(variant, 7, 6);
    await expect.poll(waiting).toBe(1);
    await bought(variant, 2);
    return { waits };
  });
  expect(await counted.waits).toMatchObject({ ok: true, value: { onHand: 5 } });
});

it("however many orders of other products the worker has not come to, none of their lines is read", async () => {
  const { db } = database;
  const [variant, other] = [await stocked(12), await stocked(12)];
  const first = await bought(variant, 3);
  await cutFulfilments(db, first, noon);
  await bought(variant, 2);
  expect(await unsent(variant)).toBe(5);
  const { orderId } = await bought(other, 1);
  await db.$executeRaw`
    WITH more AS (SELECT gen_random_uuid() AS id FROM generate_series(1, 1200)), orders AS (
      INSERT INTO "order" SELECT (jsonb_populate_record(o, jsonb_build_object('order_id', id, 'idempotency_key', id))).*
        FROM "order" o, more WHERE o.order_id = ${orderId}::uuid)
    INSERT INTO order_line SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', id))).*
      FROM order_line l, more WHERE l.order_id = ${orderId}::uuid`;
  expect(await unsent(variant)).toBe(5);
  const read = await inTransaction(db, async (tx) => {
    const linesRead = async () =>
      (
        await tx.$queryRaw<{ lines: number }[]>`
          SELECT (seq_tup_read + idx_tup_fetch)::int AS lines FROM pg_stat_xact_user_tables WHERE relname = 'order_line'`
      )[0]?.lines ?? 0;
    const before = await linesRead();
    await readUnsent(tx, { merchantId: world.merchantId, productId: variant.productId });
    return (await linesRead()) - before;
  });
  expect(read).toBe(0);
});

const waiting = async () => {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count;
};

it("orders that were cut before that was noted are told from those that are not by what the migration looks up", async () => {
  const { db } = database;
  const [variant, file] = [await stocked(5), "prisma/migrations/20261129180100_orders_cut_before/migration.sql"];
  const [cut, uncut] = [await bought(variant, 1), await bought(variant, 1)];
  await cutFulfilments(db, cut, noon);
  await db.order.updateMany({ where: { orderId: cut.orderId }, data: { cutAt: null } });
  await db.$executeRawUnsafe(/^UPDATE [^;]*/m.exec(readFileSync(file, "utf8"))?.[0] ?? "");
  const cutAt = async (orderId: string) => (await db.order.findFirstOrThrow({ where: { orderId } })).cutAt;
  expect(await cutAt(cut.orderId)).toBeInstanceOf(Date);
  expect(await cutAt(uncut.orderId)).toBeNull();
});
