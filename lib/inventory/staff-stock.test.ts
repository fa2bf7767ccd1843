import { beforeEach, describe, expect, it } from "vitest";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { ok } from "@/lib/core/result";
import { addLocation, locationsMax } from "./add-location";
import { adjustStock } from "./adjust-stock";
import { changeLocation } from "./change-location";
import { listLedger } from "./list-ledger";
import { listStock, readStockCursor, type StockCursor, type StockFilter, writeStockCursor } from "./list-stock";
import { rulesMark, type StockRules, setStockRules } from "./set-stock-rules";
import { switchLocation } from "./switch-location";
import { transferStock } from "./transfer-stock";

const now = new Date("2026-11-22T08:00:00Z");
const database = useDatabase();
let world: World;
beforeEach(async () => {
  world = await makeWorld(database.db);
});

const staff = () => ({ merchantId: world.merchantId, staffId: newId(), now });
const open = async (name = "Annexe") => {
  const added = await addLocation(database.db, staff(), { ...place, name });
  return added.ok ? added.value.locationId : "";
};
const place = { line1: "", line2: "", postalCode: "", city: "", state: "", country: "DE" };
const rules = {
  stockPolicy: "deny",
  oversellMax: 0,
  shipsFrom: null,
  lowStockAt: null,
  perCustomerMax: null,
  stripes: 1,
} as const;

it("a location's form that is sent twice opens one place", async () => {
  const { db } = database;
  const locationId = newId();
  const add = () => addLocation(db, staff(), { ...place, name: "Annexe" }, locationId);
  expect(await Promise.all([add(), add()])).toEqual([ok({ locationId }), ok({ locationId })]);
  expect(await add()).toEqual(ok({ locationId }));
  const { merchantId } = world;
  expect(await db.location.count({ where: { merchantId, name: "Annexe" } })).toBe(1);
  expect(await db.auditEntry.count({ where: { merchantId, action: "location.add" } })).toBe(1);
});

it("places that several forms open at once are no more than a merchant may have, each with a place of its own in the order", async () => {
  const { db } = database;
  const { merchantId } = world;
  const free = 2;
  const rows = Array.from({ length: locationsMax - 1 - free }, (_, index) => ({
    ...place,
    ...{ name: "Annexe", merchantId, locationId: newId(), position: index + 1, createdAt: now },
  }));
  await db.location.createMany({ data: rows });
  const forms = Array.from({ length: 6 }, () => addLocation(db, staff(), { ...place, name: "Annexe" }));
  expect((await Promise.all(forms)).filter(({ ok }) => ok)).toHaveLength(free);
  const positions = await db.location.findMany({ where: { merchantId }, select: { position: true } });
  expect(new Set(positions.map(({ position }) => position)).size).toBe(locationsMax);
});

it("the list of stock says which variant a row is, in the order its product names its options", async () => {
  const { db } = database;
  const { productId, variantId } = await makeProduct(db, world);
  const options = { size: "large", cut: "slim" };
  await db.product.update({ where: { productId }, data: { optionKeys: ["size", "cut"] } });
  await db.variant.update({ where: { productId_variantId: { productId, variantId } }, data: { options } });
  const lamp = await makeProduct(db, world, { title: "Lamp" });
  await db.$executeRaw`UPDATE product SET option_keys = NULL WHERE product_id = ${lamp.productId}::uuid`;
  for (const each of [productId, lamp.productId])
    await db.merchantProduct.create({ data: { merchantId: world.merchantId, handle: each, productId: each } });
  const { rows } = await listStock(db, world.merchantId, {}, { language: "en", after: null, pageSize: 10 });
  expect(rows.map(({ title, label }) => ({ title, label }))).toEqual([
    { title: "Teapot", label: "large · slim" },
    { title: "Lamp", label: "" },
  ]);
});

describe("a transfer", () => {
  it("moves what is free and leaves two entries, an audit entry and the same total", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 10 });
    await database.db.stockLevel.updateMany({ where: variant, data: { held: 4 } });
    const annexe = await open();
    const move = (quantity: number, toLocationId = annexe) =>
      transferStock(database.db, staff(), {
        ...variant,
        fromLocationId: world.merchantId,
        toLocationId,
        quantity,
        reason: "nearer",
      });
    expect(await move(7)).toEqual({ ok: false, error: { code: "too_few", free: 6 } });
    expect(await move(0)).toEqual({ ok: false, error: { code: "quantity_invalid" } });
    expect(await move(1, world.merchantId)).toEqual({ ok: false, error: { code: "same_location" } });
    expect(await move(1, newId())).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await move(6)).toEqual({ ok: true, value: null });
    const { entries } = await listLedger(database.db, variant, { after: null, pageSize: 2 });
    expect(entries.map(({ change, onHandDelta, reason }) => ({ change, onHandDelta, reason }))).toEqual(
      expect.arrayContaining([
        { change: "transferred", onHandDelta: -6, reason: "nearer" },
        { change: "transferred", onHandDelta: 6, reason: "nearer" },
      ]),
    );
    const audit = { merchantId: world.merchantId, action: "stock.transfer" };
    expect(await database.db.auditEntry.count({ where: audit })).toBe(1);
  });

  it("of a form sent twice moves once", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 10 });
    const toLocationId = await open();
    const wish = {
      ...variant,
      fromLocationId: world.merchantId,
      toLocationId,
      quantity: 3,
      reason: "",
      changeId: newId(),
    };
    const move = () => transferStock(database.db, staff(), wish);
    expect(await Promise.all([move(), move()])).toEqual([ok(null), ok(null)]);
    expect(await database.db.stockLevel.findMany({ where: { ...variant, locationId: toLocationId } })).toMatchObject([
      { onHand: 3 },
    ]);
  });

  it("to a location of another merchant does not exist", async () => {
    const variant = await makeProduct(database.db, world);
    const other = await makeWorld(database.db);
    const moved = await transferStock(database.db, staff(), {
      ...variant,
      fromLocationId: world.merchantId,
      toLocationId: other.merchantId,
      quantity: 1,
      reason: "",
    });
    expect(moved).toEqual({ ok: false, error: { code: "not_found" } });
  });
});

describe("a location", () => {
  it("closes only when nothing lies there, and never the first one", async () => {
    const variant = await makeProduct(database.db, world);
    const annexe = await open();
    await adjustStock(database.db, staff(), { ...variant, locationId: annexe, onHand: { to: 2 }, reason: "" });
    await database.db.merchantProduct.create({
      data: { merchantId: world.merchantId, handle: "p", productId: variant.productId },
    });
    expect(await switchLocation(database.db, staff(), annexe, false)).toEqual({
      ok: false,
      error: { code: "not_empty", units: 2 },
    });
    await adjustStock(database.db, staff(), { ...variant, locationId: annexe, onHand: { to: 0 }, reason: "" });
    expect(await switchLocation(database.db, staff(), annexe, false)).toEqual({ ok: true, value: null });
    expect(
      await adjustStock(database.db, staff(), { ...variant, locationId: annexe, onHand: { to: 1 }, reason: "" }),
    ).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await switchLocation(database.db, staff(), world.merchantId, false)).toEqual({
      ok: false,
      error: { code: "first_location" },
    });
    expect(await switchLocation(database.db, staff(), annexe, true)).toEqual({ ok: true, value: null });
  });

  it("is closed or filled when both are tried at once, never both", async () => {
    const variant = await makeProduct(database.db, world);
    await database.db.merchantProduct.create({
      data: { merchantId: world.merchantId, handle: "p", productId: variant.productId },
    });
    for (let round = 0; round < 8; round += 1) {
      const annexe = await open(`Annexe ${round}`);
      const [closed, filled] = await Promise.all([
        switchLocation(database.db, staff(), annexe, false),
        adjustStock(database.db, staff(), { ...variant, locationId: annexe, onHand: { to: 2 }, reason: "" }),
      ]);
      expect([closed.ok, filled.ok].filter(Boolean)).toHaveLength(1);
    }
  });

  it("is renamed by its own merchant alone", async () => {
    const annexe = await open();
    const other = await makeWorld(database.db);
    const fields = { ...place, name: "Harbour", line1: "Am Kai 4", postalCode: "28195", city: "Bremen" };
    expect(
      await changeLocation(database.db, { ...staff(), merchantId: other.merchantId }, annexe, fields),
    ).toMatchObject({ ok: false });
    expect(await changeLocation(database.db, staff(), annexe, fields)).toMatchObject({ ok: true });
  });
});

describe("the rules of a variant", () => {
  it("need a limit and a day ahead to sell what isn't there, and can't take back what is owed", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 0 });
    const set = (more: Partial<Parameters<typeof setStockRules>[3]>) =>
      setStockRules(database.db, staff(), variant, { ...rules, stockPolicy: "backorder", ...more });
    const shipsFrom = new Date("2026-12-24T00:00:00Z");
    expect(await set({})).toMatchObject({ error: { code: "oversell_missing" } });
    expect(await set({ oversellMax: 5 })).toMatchObject({ error: { code: "day_missing" } });
    expect(await set({ oversellMax: 5, shipsFrom: new Date("2026-11-20") })).toMatchObject({
      error: { code: "day_past" },
    });
    expect(await set({ oversellMax: 5, shipsFrom, stripes: 3 })).toEqual({ ok: true, value: null });
    await database.db.stockLevel.updateMany({ where: { ...variant, stripe: 0 }, data: { held: 2 } });
    expect(await set({ oversellMax: 1, shipsFrom })).toMatchObject({ error: { code: "owed", owed: 2 } });
    expect(await set({ stockPolicy: "deny" })).toMatchObject({ error: { code: "owed", owed: 2 } });
    expect(await set({ oversellMax: 2, shipsFrom })).toEqual({ ok: true, value: null });
  });

  it("are set by who has seen them as they are: another's are told, not overwritten, and a form sent twice sets them once", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const seen = rulesMark(await db.variant.findFirstOrThrow({ where: variant }));
    const set = (more: Partial<StockRules>) =>
      setStockRules(db, staff(), { ...variant, seen }, { ...rules, shipsFrom: null, ...more });
    const both = await Promise.all([set({ perCustomerMax: 1 }), set({ lowStockAt: 4 })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, error: { code: "changed_meanwhile" } });
    const first = both[0]?.ok ? { perCustomerMax: 1 } : { lowStockAt: 4 };
    expect(await set(first)).toEqual({ ok: true, value: null });
    expect(await db.variant.findFirstOrThrow({ where: variant })).toMatchObject({
      ...{ perCustomerMax: null, lowStockAt: null },
      ...first,
    });
  });
});

describe("the list of stock", () => {
  it("pages through every variant once, and finds what is low, out and oversold", async () => {
    const amounts = [0, 0, 2, 4, 9, 30, 40];
    for (const [index, onHand] of amounts.entries()) {
      const { productId } = await makeProduct(database.db, world, { title: `Cup ${index}`, onHand });
      await database.db.merchantProduct.create({
        data: { merchantId: world.merchantId, handle: `cup-${index}`, productId },
      });
    }
    const list = async (filter?: StockFilter, text?: string) => {
      const titles: string[] = [];
      let after: StockCursor | null = null;
      do {
        const page = await listStock(
          database.db,
          world.merchantId,
          { filter, ...(text ? { text } : {}) },
          { language: "en", after, pageSize: 3 },
        );
        titles.push(...page.rows.map(({ title }) => title));
        after = page.next;
      } while (after);
      return titles.toSorted();
    };
    expect(await list()).toEqual(amounts.map((_, index) => `Cup ${index}`));
    expect(await list("out")).toEqual(["Cup 0", "Cup 1"]);
    expect(await list("low")).toEqual(["Cup 2", "Cup 3"]);
    expect(await list("oversold")).toEqual([]);
    expect(await list(undefined, "cup 5")).toEqual(["Cup 5"]);
    const other = await makeWorld(database.db);
    expect(
      (await listStock(database.db, other.merchantId, {}, { language: "en", after: null, pageSize: 3 })).rows,
    ).toEqual([]);
  });

  it("ends a page after ten thousand products that don't fit, and leads on to the one that does", async () => {
    const { merchantId } = world;
    await database.db.$executeRaw`
      INSERT INTO merchant_product (merchant_id, handle, product_id)
      SELECT ${merchantId}::uuid, 'other-' || n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid FROM generate_series(1, 10000) n`;
    const rare = await makeProduct(database.db, world, { title: "Rare", onHand: 0 });
    await database.db.merchantProduct.create({ data: { merchantId, handle: "rare", productId: rare.productId } });
    const list = (after: StockCursor | null) =>
      listStock(database.db, merchantId, { filter: "out" }, { language: "en", after, pageSize: 3 });
    const first = await list(null);
    expect(first).toMatchObject({ rows: [], next: { productId: expect.any(String) } });
    const second = await list(readStockCursor(first.next ? writeStockCursor(first.next) : undefined));
    expect(second).toMatchObject({ rows: [{ title: "Rare" }], next: null });
  });
});
