import { beforeAll, describe, expect, test } from "vitest";
import { makeBuyer, noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { findStockDrift, findTornOrders } from "@/dev/testing/order-audit";
import { payOrder } from "@/dev/testing/pay-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { type StockRules, setStockRules } from "@/lib/inventory/set-stock-rules";
import { sweepReservations } from "@/lib/inventory/sweep-reservations";
import { placeOrder } from "./place-order";

const database = useDatabase({ poolMax: 16 });
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

async function rushed(onHand: number, perCustomerMax: number | null = null, more: Partial<StockRules> = {}) {
  const variant = await makeProduct(database.db, world, { onHand });
  const staff = { merchantId: world.merchantId, staffId: newId(), now: noon };
  const rules = { stockPolicy: "deny", oversellMax: 0, shipsFrom: null, lowStockAt: null, perCustomerMax } as const;
  await setStockRules(database.db, staff, variant, { ...rules, stripes: 4, ...more });
  return variant;
}

/** A process that looks, reserves, and dies before its order is written and before it can give anything back. */
async function orderAndDie(buyer: Awaited<ReturnType<typeof makeBuyer>>) {
  const { db } = database;
  let transactions = 0;
  const dying: typeof db = Object.create(db, {
    $transaction: {
      value: (...all: Parameters<typeof db.$transaction>) => {
        transactions += 1;
        if (transactions > 2) throw new Error("the connection is gone");
        return Reflect.apply(db.$transaction, db, all);
      },
    },
  });
  await expect(placeOrder(dying, buyer, noon)).rejects.toThrow("the connection is gone");
}

/** A process that looks, reserves, and writes its order when it is told to go on. */
async function beginOrder(buyer: Awaited<ReturnType<typeof makeBuyer>>) {
  const { db } = database;
  const reserved = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  let transactions = 0;
  const slow: typeof db = Object.create(db, {
    $transaction: {
      value: async (...all: Parameters<typeof db.$transaction>) => {
        transactions += 1;
        if (transactions === 3) {
          reserved.resolve();
          await told.promise;
        }
        return Reflect.apply(db.$transaction, db, all);
      },
    },
  });
  const placed = placeOrder(slow, buyer, noon);
  await reserved.promise;
  return () => {
    told.resolve();
    return placed;
  };
}

const holds = async (variant: { productId: string }) => {
  const rows = await database.db.stockHold.findMany({ where: { productId: variant.productId } });
  const units = (status: string) => rows.reduce((sum, row) => sum + (row.status === status ? row.quantity : 0), 0);
  return { reserved: units("reserved"), held: units("held"), sold: units("sold") };
};

describe("a SKU in a rush", () => {
  test("forty buyers, fifteen units: fifteen whole orders, and nobody is refused while there is one", async () => {
    const { db } = database;
    const [variant, plain] = [await rushed(15), await makeProduct(db, world, { onHand: 100 })];
    const buyers = await Promise.all(Array.from({ length: 40 }, () => makeBuyer(db, [variant, plain])));
    const told = await Promise.all(buyers.map((buyer) => placeOrder(db, buyer, noon)));
    expect(told.filter(({ ok }) => ok)).toHaveLength(15);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 15, sold: 0 });
    expect(await holds(plain)).toEqual({ reserved: 0, held: 15, sold: 0 });
    const refusals = new Set(told.flatMap((answer) => (answer.ok ? [] : [answer.error.code])));
    expect([...refusals].every((code) => code === "out_of_stock" || code === "cart_problem")).toBe(true);
    expect(await findTornOrders(db)).toEqual([]);
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("the very last unit can be had, and is sold when it is paid", async () => {
    const { db } = database;
    const variant = await rushed(1);
    const placed = await placeOrder(db, await makeBuyer(db, [variant]), noon);
    if (!placed.ok) throw new Error(placed.error.code);
    await payOrder(db, placed.value);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 0, sold: 1 });
  });

  test.each([10, 1])("sent four times at once it is one order, with a limit of one, of %i units", async (units) => {
    const { db } = database;
    const variant = await rushed(units, 1);
    const buyer = await makeBuyer(db, [variant]);
    const told = await Promise.all([1, 2, 3, 4].map(() => placeOrder(db, buyer, noon)));
    expect(new Set(told.map((answer) => (answer.ok ? answer.value.orderId : answer.error.code))).size).toBe(1);
    expect(told[0]?.ok).toBe(true);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 1, sold: 0 });
    expect(await placeOrder(db, buyer, noon)).toEqual(told[0]);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 1, sold: 0 });
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("an order that is refused after its units were set aside gives them back at once", async () => {
    const { db } = database;
    const [variant, scarce] = [await rushed(10), await makeProduct(db, world, { onHand: 1 })];
    const buyers = await Promise.all(Array.from({ length: 8 }, () => makeBuyer(db, [variant, scarce])));
    const told = await Promise.all(buyers.map((buyer) => placeOrder(db, buyer, noon)));
    expect(told.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 1, sold: 0 });
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("an order whose transaction dies after its units were set aside leaves them to the sweep", async () => {
    const { db } = database;
    const variant = await rushed(10);
    const buyer = await makeBuyer(db, [variant]);
    await orderAndDie(buyer);
    expect(await holds(variant)).toEqual({ reserved: 1, held: 0, sold: 0 });
    const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);
    expect(await sweepReservations(db, minutes(1))).toBe(0);
    expect(await sweepReservations(db, minutes(3))).toBe(1);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 0, sold: 0 });
    expect(await placeOrder(db, buyer, noon)).toMatchObject({ ok: true });
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("the last unit that a process reserved and died over is had by whoever sends that order again", async () => {
    const { db } = database;
    const variant = await rushed(1);
    const [buyer, other] = [await makeBuyer(db, [variant]), await makeBuyer(db, [variant])];
    await orderAndDie(buyer);
    expect(await placeOrder(db, other, noon)).toMatchObject({ ok: false });
    expect(await placeOrder(db, buyer, noon)).toMatchObject({ ok: true });
    expect(await holds(variant)).toEqual({ reserved: 0, held: 1, sold: 0 });
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("an order for the last unit that is sent again while its first sending reserved it is the same order", async () => {
    const { db } = database;
    const variant = await rushed(1);
    const buyer = await makeBuyer(db, [variant]);
    const goOn = await beginOrder(buyer);
    const second = await placeOrder(db, buyer, noon);
    expect(second).toMatchObject({ ok: true });
    expect(await goOn()).toEqual(second);
    expect(await holds(variant)).toEqual({ reserved: 0, held: 1, sold: 0 });
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("a sending that is refused leaves the units to the sending that set them aside", async () => {
    const { db } = database;
    const shipsFrom = "2026-04-01";
    const variant = await rushed(1, null, {
      stockPolicy: "backorder",
      oversellMax: 8,
      shipsFrom: new Date(shipsFrom),
    });
    const buyer = await makeBuyer(db, [variant]);
    const goOn = await beginOrder(buyer);
    const other = await makeBuyer(db, [{ ...variant, quantity: 8 }]);
    const sold = await placeOrder(db, { ...other, form: { ...other.form, expectedShipsFrom: shipsFrom } }, noon);
    expect(sold).toMatchObject({ ok: true });
    expect(await placeOrder(db, buyer, noon)).toEqual({ ok: false, error: { code: "ships_later" } });
    expect(await holds(variant)).toEqual({ reserved: 1, held: 8, sold: 0 });
    expect(await goOn()).toMatchObject({ ok: true });
    expect(await holds(variant)).toEqual({ reserved: 0, held: 9, sold: 0 });
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("sent again after a lost answer, what is not there yet is still promised for later", async () => {
    const { db } = database;
    const shipsFrom = "2026-04-01";
    const rules = { stockPolicy: "backorder", oversellMax: 8, shipsFrom: new Date(shipsFrom) } as const;
    const variant = await rushed(0, null, rules);
    const buyer = await makeBuyer(db, [variant]);
    const wish = { ...buyer, form: { ...buyer.form, expectedShipsFrom: shipsFrom } };
    await orderAndDie(wish);
    const placed = await placeOrder(db, wish, noon);
    if (!placed.ok) throw new Error(placed.error.code);
    expect(await db.orderLine.findMany({ where: placed.value })).toMatchObject([{ shipsFrom: new Date(shipsFrom) }]);
    expect(await findStockDrift(db)).toEqual([]);
  });
});
