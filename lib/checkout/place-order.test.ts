import { beforeAll, describe, expect, test } from "vitest";
import { formOf, makeBuyer, noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { addLine, saveForLater, setQuantity } from "@/lib/cart/change-cart";
import { goodsMark } from "@/lib/cart/goods-mark";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { requireMarket } from "@/lib/i18n/markets";
import { readOrder } from "@/lib/orders/read-order";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { placeOrder } from "./place-order";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const stockOf = (variant: { productId: string; variantId: string }) =>
  database.db.stockLevel.findFirstOrThrow({
    where: variant,
    select: { onHand: true, held: true, sold: true },
  });

describe("placing an order", () => {
  test("writes the order as quoted, holds its stock, empties the cart and enqueues payment and lapse", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 5 });
    const buyer = await makeBuyer(db, [{ ...variant, quantity: 2 }]);
    const placed = await placeOrder(db, buyer, noon);
    expect(placed.ok).toBe(true);
    if (!placed.ok) return;
    const order = await readOrder(db, placed.value);
    expect(order).toMatchObject({
      status: "pending_payment",
      subtotalAmount: 12_800,
      shippingAmount: 0,
      taxAmount: 928,
      totalAmount: 13_728,
      currency: "USD",
    });
    expect(order?.payment).toMatchObject({ status: "opening", amount: 13_728 });
    expect(await stockOf(variant)).toEqual({ onHand: 5, held: 2, sold: 0 });
    expect(await db.cartLine.count({ where: { customerId: buyer.customerId } })).toBe(0);
    const jobs = await db.$queryRaw<
      { task: string }[]
    >`select task_identifier as task from graphile_worker.jobs where key like ${`%${placed.value.orderId}`} order by 1`;
    expect(jobs.map((job) => job.task)).toEqual(["orders.lapse", "payments.open"]);
  });

  test("two buyers, one unit: one order", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 1 });
    const buyers = await Promise.all(Array.from({ length: 8 }, () => makeBuyer(db, [variant])));
    const outcomes = await Promise.all(buyers.map((buyer) => placeOrder(db, buyer, noon)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    for (const outcome of outcomes)
      if (!outcome.ok) expect(["out_of_stock", "cart_problem"]).toContain(outcome.error.code);
    expect(await stockOf(variant)).toEqual({ onHand: 1, held: 1, sold: 0 });
  });

  test("a double click places one order, even for the last unit", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 1 });
    const buyer = await makeBuyer(db, [variant]);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => placeOrder(db, buyer, noon)));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(new Set(outcomes.map((outcome) => (outcome.ok ? outcome.value.orderId : ""))).size).toBe(1);
    expect(await db.order.count({ where: { customerId: buyer.customerId } })).toBe(1);
    expect((await placeOrder(db, buyer, noon)).ok).toBe(true);
  });

  test("what was mended after an answer was lost is refused with the order as first sent, not dropped", async () => {
    const { db } = database;
    const buyer = await makeBuyer(db, [await makeProduct(db, world)]);
    const first = { ...buyer, form: { ...buyer.form, line2: "Apt 4" } };
    const placed = await placeOrder(db, first, noon);
    if (!placed.ok) throw new Error(placed.error.code);
    const again = (more: Partial<typeof buyer.form>) =>
      placeOrder(db, { ...first, form: { ...first.form, ...more } }, noon);
    expect(await again({})).toEqual(placed);
    for (const mended of [
      { line1: "2540 Harrison St" },
      { line2: undefined },
      { email: "mara@example.org" },
      { shippingMethod: "express" as const },
    ])
      expect(await again(mended)).toEqual({ ok: false, error: { code: "placed_before", ...placed.value } });
    expect(await db.order.count({ where: { customerId: buyer.customerId } })).toBe(1);
  });

  test("one cart sent from two windows at once becomes one order, and the other window is told", async () => {
    const { db } = database;
    for (const quantity of [1, 3]) {
      const variant = await makeProduct(db, world, { onHand: 50 });
      const buyer = await makeBuyer(db, [{ ...variant, quantity }]);
      const windows = Array.from({ length: 5 }, () => ({ ...buyer, form: { ...buyer.form, idempotencyKey: newId() } }));
      const outcomes = await Promise.all(windows.map((window) => placeOrder(db, window, noon)));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error).toEqual({ code: "cart_empty" });
      expect(await db.order.count({ where: { customerId: buyer.customerId } })).toBe(1);
      expect(await stockOf(variant)).toEqual({ onHand: 50, held: quantity, sold: 0 });
    }
  });

  test("what comes into the cart while it is ordered is ordered, told or kept, but never lost", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 50 });
    for (const added of [variant, await makeProduct(db, world, { onHand: 50 })]) {
      const buyer = await makeBuyer(db, [variant]);
      const { customerId, market } = buyer;
      const [placed] = await Promise.all([
        placeOrder(db, buyer, noon),
        addLine(db, { customerId, ...added, quantity: 1 }, market, noon),
      ]);
      const units = (await db.cartLine.findMany({ where: { customerId } })).reduce(
        (sum, line) => sum + line.quantity,
        0,
      );
      expect(units).toBe(placed.ok ? 1 : 2);
      if (!placed.ok) expect(["total_changed", "cart_changed", "cart_empty"]).toContain(placed.error.code);
    }
  });

  test.each([
    ["has other units of its line is told as changed", { quantity: 2 }, "cart_changed"],
    ["is all saved for later is told as empty", { savedForLater: true }, "cart_empty"],
  ])("a cart that, by the time its lines are taken, %s", async (_what, data, code) => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 9 });
    const buyer = await makeBuyer(db, [variant]);
    const { customerId } = buyer;
    const sent = await inTransaction(db, async (tx) => {
      await tx.cartLine.updateMany({ where: { customerId }, data });
      const placing = placeOrder(db, buyer, noon);
      const waits = () => db.$queryRaw`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(waits).toHaveLength(1);
      return { placing };
    });
    expect(await sent.placing).toEqual({ ok: false, error: { code } });
    expect(await db.order.count({ where: { customerId } })).toBe(0);
    expect(await stockOf(variant)).toMatchObject({ held: 0 });
  });

  test("other things at the same price are told, not slipped in", async () => {
    const { db } = database;
    const [seen, other] = [await makeProduct(db, world, { onHand: 9 }), await makeProduct(db, world, { onHand: 9 })];
    const buyer = await makeBuyer(db, [seen]);
    const { customerId, market } = buyer;
    const shown = { ...buyer, form: { ...buyer.form, expectedGoods: goodsMark([{ ...seen, quantity: 1 }]) } };
    await setQuantity(db, { customerId, ...seen }, 0);
    await addLine(db, { customerId, ...other, quantity: 1 }, market, noon);
    expect(await placeOrder(db, shown, noon)).toEqual({ ok: false, error: { code: "cart_changed" } });
    await setQuantity(db, { customerId, ...other }, 0);
    await addLine(db, { customerId, ...seen, quantity: 1 }, market, noon);
    expect(await placeOrder(db, shown, noon)).toMatchObject({ ok: true });
  });

  test("two carts with the same two products in opposite order never deadlock", async () => {
    const { db } = database;
    const [a, b] = [await makeProduct(db, world, { onHand: 40 }), await makeProduct(db, world, { onHand: 40 })];
    const buyers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => makeBuyer(db, index % 2 ? [a, b] : [b, a])),
    );
    const outcomes = await Promise.all(buyers.map((buyer) => placeOrder(db, buyer, noon)));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(await stockOf(a)).toMatchObject({ held: 12 });
    expect(await stockOf(b)).toMatchObject({ held: 12 });
  });

  test("a price that changed since it was shown is told, not charged", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const buyer = await makeBuyer(db, [variant]);
    await db.price.updateMany({ where: variant, data: { amount: 7_000 } });
    const refused = await placeOrder(db, buyer, noon);
    expect(refused).toEqual({ ok: false, error: { code: "total_changed", totalAmount: 7_000 + 508 } });
    expect(await db.order.count({ where: { customerId: buyer.customerId } })).toBe(0);
    expect(await stockOf(variant)).toMatchObject({ held: 0 });
    const agreed = await placeOrder(db, { ...buyer, form: { ...buyer.form, expectedTotal: 7_508 } }, noon);
    expect(agreed.ok).toBe(true);
  });

  test("stock that went since it was shown is told", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 2 });
    const buyer = await makeBuyer(db, [{ ...variant, quantity: 2 }]);
    await db.stockLevel.updateMany({ where: variant, data: { onHand: 1 } });
    expect(await placeOrder(db, buyer, noon)).toEqual({ ok: false, error: { code: "cart_problem" } });
  });

  test("an unpublished product is not sold", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const buyer = await makeBuyer(db, [variant]);
    await db.product.update({ where: { productId: variant.productId }, data: { status: "archived" } });
    expect(await placeOrder(db, buyer, noon)).toEqual({ ok: false, error: { code: "cart_problem" } });
  });

  test("a tampered total, too low or in another currency's figures, is refused", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { prices: { USD: 6400, JPY: 9800 } });
    const buyer = await makeBuyer(db, [variant]);
    for (const expectedTotal of [0, 1, buyer.form.expectedTotal - 1, 9_800]) {
      const refused = await placeOrder(db, { ...buyer, form: { ...buyer.form, expectedTotal } }, noon);
      expect(refused).toMatchObject({
        ok: false,
        error: { code: "total_changed", totalAmount: buyer.form.expectedTotal },
      });
    }
  });

  test("a variant of another product cannot be put into a cart", async () => {
    const { db } = database;
    const cheap = await makeProduct(db, world, { prices: { USD: 100 } });
    const dear = await makeProduct(db, world, { prices: { USD: 100_000 } });
    const added = await addLine(
      db,
      { customerId: newId(), productId: cheap.productId, variantId: dear.variantId, quantity: 1 },
      requireMarket("en-US"),
      noon,
    );
    expect(added).toEqual({ ok: false, error: { code: "not_found" } });
  });

  test("what a limit keeps out of the cart is not told as added", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    await db.variant.updateMany({ where: variant, data: { perCustomerMax: 3 } });
    const customerId = newId();
    const add = () => addLine(db, { customerId, ...variant, quantity: 2 }, requireMarket("en-US"), noon);
    expect(await add()).toEqual({ ok: true, value: { count: 2, added: 2 } });
    expect(await add()).toEqual({ ok: true, value: { count: 3, added: 1 } });
    expect(await add()).toEqual({ ok: true, value: { count: 3, added: 0 } });
    await saveForLater(db, { customerId, ...variant }, true);
    expect(await add()).toEqual({ ok: true, value: { count: 2, added: 2 } });
  });

  test("an empty cart and one that is all saved for later place nothing", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const buyer = await makeBuyer(db, [variant]);
    await saveForLater(db, { customerId: buyer.customerId, ...variant }, true);
    expect(await placeOrder(db, buyer, noon)).toEqual({ ok: false, error: { code: "cart_empty" } });
    expect(await placeOrder(db, { ...buyer, customerId: newId() }, noon)).toEqual({
      ok: false,
      error: { code: "cart_empty" },
    });
    expect(await db.cartLine.count({ where: { customerId: buyer.customerId } })).toBe(1);
  });

  test("a Japanese order includes its tax and has no decimals", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { prices: { JPY: 9_801 } });
    const buyer = await makeBuyer(db, [variant], "ja-JP");
    const placed = await placeOrder(
      db,
      { ...buyer, form: { ...formOf("ja-JP", buyer.form.expectedTotal), state: "13", postalCode: "150-0001" } },
      noon,
    );
    const order = placed.ok ? await readOrder(db, placed.value) : null;
    expect(order).toMatchObject({
      currency: "JPY",
      subtotalAmount: 9_801,
      shippingAmount: 0,
      totalAmount: 9_801,
      taxAmount: 891,
      taxIncluded: true,
    });
  });

  test("an order whose total Stripe could not take is refused", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { prices: { USD: 99_000_000 }, onHand: 5 });
    const buyer = await makeBuyer(db, [{ ...variant, quantity: 2 }]);
    expect(await placeOrder(db, buyer, noon)).toEqual({ ok: false, error: { code: "total_too_high" } });
  });

  test("an order of which less is left to pay than any payment may be is refused, and nothing is held", async () => {
    const { db } = database;
    const market = requireMarket("de-DE");
    await db.shippingRate.updateMany({ where: { region: market.region }, data: { freeFrom: 1 } });
    const order = async (price: number, credit = 0) => {
      const variant = await makeProduct(db, world, { prices: { EUR: price } });
      const buyer = await makeBuyer(db, [variant], "de-DE");
      const gift = { customerId: buyer.customerId, currency: "EUR", delta: credit, reason: "goodwill" } as const;
      if (credit > 0) await inTransaction(db, (tx) => changeStoreCredit(tx, { ...gift, actor: "clock" }, noon));
      const form = { ...buyer.form, useStoreCredit: credit > 0, expectedCredit: credit };
      return { placed: await placeOrder(db, { ...buyer, form }, noon), stock: await stockOf(variant) };
    };
    const refused = { ok: false, error: { code: "total_too_low", least: 50 } };
    expect(await order(49)).toEqual({ placed: refused, stock: expect.objectContaining({ held: 0, sold: 0 }) });
    expect(await order(50)).toMatchObject({ placed: { ok: true }, stock: { held: 1 } });
    expect(await order(49, 49)).toMatchObject({ placed: { ok: true }, stock: { sold: 1 } });
  });

  test("one customer gets no more than the limit over all orders, by whatever spelling of the e-mail", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 20 });
    await db.variant.updateMany({ where: variant, data: { perCustomerMax: 3 } });
    const spelled = ["mara@example.com", "Mara@example.com", "mara+2@example.com", "mara@example.com"];
    const buyers = [];
    for (const email of spelled) {
      const buyer = await makeBuyer(db, [variant]);
      buyers.push({ ...buyer, form: { ...buyer.form, email } });
    }
    const placed = await Promise.all(buyers.map((buyer) => placeOrder(db, buyer, noon)));
    expect(placed.filter(({ ok }) => ok)).toHaveLength(3);
    expect(placed.find(({ ok }) => !ok)).toEqual({
      ok: false,
      error: { code: "limit_reached", max: 3, ...variant },
    });
    expect(await stockOf(variant)).toEqual({ onHand: 20, held: 3, sold: 0 });
  });

  test("what isn't there yet is sold with the day it leaves, and never without telling it", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 1 });
    const shipsFrom = new Date("2026-03-20T00:00:00Z");
    await db.variant.updateMany({ where: variant, data: { stockPolicy: "backorder", oversellMax: 2, shipsFrom } });
    await db.stockLevel.updateMany({ where: variant, data: { oversellMax: 2 } });
    const [first, second] = [await makeBuyer(db, [variant]), await makeBuyer(db, [variant])];
    const both = await Promise.all([placeOrder(db, first, noon), placeOrder(db, second, noon)]);
    expect(both.map((result) => (result.ok ? "placed" : result.error.code)).toSorted()).toEqual([
      "placed",
      "ships_later",
    ]);
    const told = both[0].ok ? second : first;
    const agreed = await placeOrder(db, { ...told, form: { ...told.form, expectedShipsFrom: "2026-03-20" } }, noon);
    expect(agreed).toMatchObject({ ok: true });
    const order = agreed.ok ? agreed.value : null;
    const line = await db.orderLine.findFirstOrThrow({ where: { orderId: order?.orderId ?? "" } });
    expect(line.shipsFrom).toEqual(shipsFrom);
    const { deliveryFrom } = await db.order.findFirstOrThrow({ where: { orderId: order?.orderId ?? "" } });
    expect(deliveryFrom.getTime()).toBeGreaterThan(shipsFrom.getTime());
    expect(await stockOf(variant)).toEqual({ onHand: 1, held: 2, sold: 0 });
  });
});
