import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { addLocation } from "./add-location";
import { adjustStock } from "./adjust-stock";
import { countUnsent } from "./count-unsent";
import { setStockRules } from "./set-stock-rules";
import { switchLocation } from "./switch-location";

const database = useDatabase();

/** Two units bought from a location that had no more. */
async function soldOutOf() {
  const { db } = database;
  const { merchantId, ...world } = await makeWorld(db);
  const staff = { merchantId, staffId: newId(), now: noon };
  const place = { name: "Annexe", line1: "", line2: "", postalCode: "", city: "", state: "", country: "DE" };
  const added = await addLocation(db, staff, place);
  const locationId = added.ok ? added.value.locationId : "";
  const variant = await makeProduct(db, { merchantId, ...world }, { onHand: 0 });
  await db.merchantProduct.create({ data: { merchantId, handle: "teapot", productId: variant.productId } });
  const stock = (to: number) => adjustStock(db, staff, { ...variant, locationId, onHand: { to }, reason: "" });
  await stock(2);
  const order = await makeSettledOrder(db, [{ ...variant, quantity: 2 }]);
  const close = (now = noon) => switchLocation(db, { ...staff, now }, locationId, false);
  return { db, staff, order, variant, stock, close };
}

const left = { ok: false, error: { code: "parcels_left", parcels: 1 } };

test("a location closes only after its last parcel has left, whether the order is cut or not", async () => {
  const { db, staff, order, close } = await soldOutOf();
  expect(await close()).toEqual(left);
  await cutFulfilments(db, order, noon);
  expect(await close()).toEqual(left);
  const { fulfilmentId, lines } = await db.fulfilment.findFirstOrThrow({
    where: { merchantId: staff.merchantId, orderId: order.orderId },
    include: { lines: true },
  });
  const ship = async (units?: number) =>
    shipFulfilment(
      db,
      staff,
      {
        fulfilmentId,
        shipmentId: newId(),
        carrier: "ups",
        tracking: "1ZABCDEF",
        ...(units ? { lines: lines.map(({ lineId }) => ({ lineId, quantity: units })) } : {}),
      },
      noon,
    );
  expect(await ship(1)).toMatchObject({ ok: true });
  expect(await close()).toEqual(left);
  expect(await ship()).toMatchObject({ ok: true });
  expect(await close()).toEqual({ ok: true, value: null });
});

test("an order that is not cut keeps the location open, however old it is", async () => {
  const { db, order, close } = await soldOutOf();
  const weekLater = new Date(noon.getTime() + 7 * 24 * 3_600_000);
  expect(await close(weekLater)).toEqual(left);
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  expect(await close(weekLater)).toEqual(left);
  await cutFulfilments(db, order, weekLater);
  expect(await close(weekLater)).toEqual(left);
});

test("of orders that are cut only the parts that wait are looked at", async () => {
  const { db, staff, order, close } = await soldOutOf();
  await cutFulfilments(db, order, noon);
  expect(await db.order.findMany({ where: { orderId: order.orderId } })).toMatchObject([{ cutAt: noon }]);
  await db.fulfilmentLine.deleteMany({ where: { merchantId: staff.merchantId } });
  await db.fulfilment.deleteMany({ where: { merchantId: staff.merchantId } });
  expect(await close()).toEqual({ ok: true, value: null });
});

test("an order that was cut before that was noted keeps no location open", async () => {
  const { db, staff, order, close } = await soldOutOf();
  await cutFulfilments(db, order, noon);
  await db.fulfilment.updateMany({ where: { merchantId: staff.merchantId }, data: { status: "shipped" } });
  await db.order.updateMany({ where: { orderId: order.orderId }, data: { cutAt: null } });
  expect(await close()).toEqual({ ok: true, value: null });
});

test("an order that is not cut keeps no location open from which it bought nothing", async () => {
  const { db, staff, order, variant, stock, close } = await soldOutOf();
  await cutFulfilments(db, order, noon);
  await db.fulfilment.updateMany({ where: { merchantId: staff.merchantId }, data: { status: "shipped" } });
  const first = { ...variant, locationId: staff.merchantId };
  await adjustStock(db, staff, { ...first, onHand: { to: 1 }, reason: "" });
  await makeSettledOrder(db, [{ ...variant, quantity: 1 }]);
  expect(await db.stockHold.count({ where: { ...first, status: "sold" } })).toBe(1);
  await stock(0);
  expect(await close()).toEqual({ ok: true, value: null });
});

test("however many orders of others the worker has not come to, none of their lines is read, and the own one is found", async () => {
  const { db, staff, order, variant, close } = await soldOutOf();
  const { merchantId, ...world } = await makeWorld(db);
  const other = await makeSettledOrder(db, [
    { ...(await makeProduct(db, { merchantId, ...world }, { onHand: 1 })), quantity: 1 },
  ]);
  await db.$executeRaw`
    WITH more AS (SELECT gen_random_uuid() AS id FROM generate_series(1, 1200)), orders AS (
      INSERT INTO "order" SELECT (jsonb_populate_record(o, jsonb_build_object('order_id', id, 'idempotency_key', id))).*
        FROM "order" o, more WHERE o.order_id = ${other.orderId}::uuid)
    INSERT INTO order_line SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', id))).*
      FROM order_line l, more WHERE l.order_id = ${other.orderId}::uuid`;
  const { locationId } = await db.stockHold.findFirstOrThrow({ where: { orderId: order.orderId } });
  const unsent = () =>
    inTransaction(db, async (tx) => {
      const linesRead = async () =>
        (
          await tx.$queryRaw<{ lines: number }[]>`
            SELECT (seq_tup_read + idx_tup_fetch)::int AS lines FROM pg_stat_xact_user_tables WHERE relname = 'order_line'`
        )[0]?.lines ?? 0;
      const before = await linesRead();
      const place = { merchantId: staff.merchantId, locationId };
      const parcels = await countUnsent(tx, place, [variant.productId]);
      return { parcels, lines: (await linesRead()) - before };
    });
  expect(await unsent()).toEqual({ parcels: 1, lines: 0 });
  expect(await close()).toEqual(left);
  await cutFulfilments(db, order, noon);
  expect(await unsent()).toEqual({ parcels: 1, lines: 0 });
  await db.fulfilment.updateMany({ where: { merchantId: staff.merchantId }, data: { status: "shipped" } });
  expect(await close()).toEqual({ ok: true, value: null });
});

test("an order that was called off keeps no location open", async () => {
  const { db, order, stock, close } = await soldOutOf();
  const wish = { ...order, cancellationId: newId(), lines: "all", reason: "sold_out", actor: "clock" } as const;
  expect(await cancelLines(db, wish, noon)).toMatchObject({ ok: true });
  expect(await close()).toEqual({ ok: false, error: { code: "not_empty", units: 2 } });
  await stock(0);
  expect(await close()).toEqual({ ok: true, value: null });
});

test("a location back in use sells ahead by its variants' rules; lists are told both times, and who waits once", async () => {
  const { db } = database;
  const { merchantId, ...world } = await makeWorld(db);
  const staff = { merchantId, staffId: newId(), now: noon };
  const place = { name: "Annexe", line1: "", line2: "", postalCode: "", city: "", state: "", country: "DE" };
  const added = await addLocation(db, staff, place);
  const locationId = added.ok ? added.value.locationId : "";
  const [ahead, plain] = await Promise.all([
    makeProduct(db, { merchantId, ...world }, { onHand: 0 }),
    makeProduct(db, { merchantId, ...world }, { onHand: 0 }),
  ]);
  for (const variant of [ahead, plain]) {
    await db.merchantProduct.create({
      data: { merchantId, handle: variant.productId, productId: variant.productId },
    });
    for (const to of [1, 0]) await adjustStock(db, staff, { ...variant, locationId, onHand: { to }, reason: "" });
  }
  const rules = { lowStockAt: null, perCustomerMax: null, shipsFrom: new Date("2027-03-01") } as const;
  const allow = (oversellMax: number, stripes: number) =>
    setStockRules(db, staff, ahead, { ...rules, stockPolicy: "backorder", oversellMax, stripes });
  const stripes = () =>
    db.stockLevel
      .findMany({ where: { ...ahead, locationId }, orderBy: { stripe: "asc" } })
      .then((rows) => rows.map(({ oversellMax }) => oversellMax));
  const toldBy = async (active: boolean) => {
    await db.$executeRaw`delete from graphile_worker._private_jobs`;
    expect(await switchLocation(db, staff, locationId, active)).toEqual({ ok: true, value: null });
    const jobs = await db.$queryRaw<{ name: string }[]>`
      select task_identifier as name from graphile_worker.jobs order by 1`;
    return jobs.map(({ name }) => name);
  };
  expect(await allow(5, 2)).toMatchObject({ ok: true });
  expect(await stripes()).toEqual([3, 2]);
  expect(await toldBy(false)).toEqual(["catalog.index"]);
  expect(await stripes()).toEqual([0, 0]);
  expect(await allow(7, 3)).toMatchObject({ ok: true });
  expect(await stripes()).toEqual([0, 0, 0]);
  const watch = { email: "mara@example.com", locale: "en-US", createdAt: noon };
  await db.stockWatch.create({ data: { ...ahead, ...watch } });
  expect(await toldBy(true)).toEqual(["catalog.index", "inventory.back-in-stock"]);
  expect(await stripes()).toEqual([3, 2, 2]);
  expect(await toldBy(true)).toEqual([]);
});
