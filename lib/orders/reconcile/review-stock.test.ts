import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { makeOrder, noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { compareHolds, findStrandedHolds } from "@/lib/inventory/compare-holds";
import { compareStock, compareStockFrom } from "@/lib/inventory/compare-stock";
import { rebuildStock } from "@/lib/inventory/rebuild-stock";
import { listDifferences } from "./list-differences";
import { reviewStock } from "./review-stock";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const operator = { actor: "operator:ingrid", now: noon };

const openOf = async ({ productId }: FixtureVariant) =>
  (await listDifferences(database.db, { after: null, pageSize: 20 })).rows.filter(
    ({ subject }) => subject === productId,
  );

test("counters that drift from the ledger are told, rebuilt and whole again", async () => {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 5 });
  await makeSettledOrder(db, [{ ...variant, quantity: 2 }]);
  await reviewStock(db, null, noon);
  expect(await openOf(variant)).toEqual([]);

  await db.$executeRaw`
    update stock_level set on_hand = 7, sold = 0
     where product_id = ${variant.productId}::uuid and variant_id = ${variant.variantId}::uuid`;
  const found = {
    ...variant,
    locationId: world.merchantId,
    stripe: 0,
    counted: { onHand: 7, held: 0, sold: 0 },
    ledger: { onHand: 3, held: 0, sold: 2 },
  };
  expect((await compareStockFrom(db, null)).differences).toEqual([found]);
  await reviewStock(db, null, noon);
  await reviewStock(db, null, noon);
  expect(await openOf(variant)).toMatchObject([
    { kind: "stock_differs", ours: 7, theirs: 3, currency: null, order: null },
  ]);
  const [mails] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs
     where task_identifier = 'mail.operators' and key like ${`%${variant.productId}`}`;
  expect(mails).toEqual({ count: 1 });

  expect(await rebuildStock(db, variant, operator)).toEqual([found]);
  expect(await rebuildStock(db, variant, operator)).toEqual([]);
  expect(await findStockDrift(db)).toEqual([]);
  expect(await db.stockLedger.findMany({ where: { ...variant, change: "adjusted" } })).toMatchObject([
    {
      actor: "operator:ingrid",
      at: noon,
      reason: "counters rebuilt: on hand 7, held 0, sold 0 → on hand 3, held 0, sold 2",
      onHandDelta: 0,
      heldDelta: 0,
      soldDelta: 0,
    },
  ]);
  await reviewStock(db, null, noon);
  expect(await openOf(variant)).toEqual([]);
});

test("the command says what differs and fails, until it was told to rebuild", async () => {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 6 });
  await db.stockLevel.updateMany({ where: variant, data: { onHand: 8 } });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "lib/inventory/stock-check-cli.ts", ...args], {
      env: { ...process.env, DATABASE_URL: database.url },
      encoding: "utf8",
    });
  const found = run();
  expect(found.status).toBe(1);
  expect(found.stdout).toContain(`variant ${variant.variantId}`);
  expect(found.stdout).toContain("on hand 8, held 0, sold 0; by the ledger on hand 6, held 0, sold 0");
  expect(run("--rebuild", "--by", "ingrid").status).toBe(0);
  expect(await compareStock(db, [variant.productId])).toEqual([]);
  expect(await db.stockLedger.findFirst({ where: { ...variant, change: "adjusted" } })).toMatchObject({
    actor: "operator:ingrid",
  });
}, 90_000);

test("the command says which holds are not what the ledger says of them, and which are for nobody", async () => {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 9 });
  const sold = await makeSettledOrder(db, [{ ...variant, quantity: 2 }]);
  const waiting = await makeOrder(db, [{ ...variant, quantity: 1 }]);
  const { productId } = variant;
  const holdsOf = async () => ({
    wrong: (await compareHolds(db, [productId])).map(({ orderId, hold, ledger }) => ({ orderId, hold, ledger })),
    stranded: (await findStrandedHolds(db, [productId])).map(({ orderId, quantity }) => ({ orderId, quantity })),
  });
  expect(await holdsOf()).toEqual({ wrong: [], stranded: [] });
  await db.stockHold.updateMany({ where: { productId, orderId: sold.orderId }, data: { quantity: 3 } });
  await db.order.updateMany({ where: { orderId: waiting.orderId }, data: { status: "lapsed" } });
  expect(await holdsOf()).toEqual({
    wrong: [{ orderId: sold.orderId, hold: { held: 0, sold: 3 }, ledger: { held: 0, sold: 2 } }],
    stranded: [{ orderId: waiting.orderId, quantity: 1 }],
  });
  const found = spawnSync(process.execPath, ["--import", "tsx", "lib/inventory/stock-check-cli.ts"], {
    env: { ...process.env, DATABASE_URL: database.url },
    encoding: "utf8",
  });
  expect(found.status).toBe(1);
  expect(found.stdout).toContain(`order ${sold.orderId}: its hold has held 0, sold 3; by the ledger held 0, sold 2`);
  expect(found.stdout).toContain(`order ${waiting.orderId}: 1 held for an order that does not wait for its payment`);
  expect(found.stdout).toContain("2 holds do not add up.");
  await db.stockHold.updateMany({ where: { productId, orderId: sold.orderId }, data: { quantity: 2 } });
  await db.order.updateMany({ where: { orderId: waiting.orderId }, data: { status: "pending_payment" } });
  expect(await holdsOf()).toEqual({ wrong: [], stranded: [] });
}, 60_000);

test("a row that is gone comes back as the ledger has it", async () => {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 4 });
  await db.stockLevel.deleteMany({ where: variant });
  expect(await compareStock(db, [variant.productId])).toMatchObject([
    { counted: { onHand: 0 }, ledger: { onHand: 4 } },
  ]);
  await rebuildStock(db, variant, operator);
  expect(await db.stockLevel.findMany({ where: variant })).toMatchObject([{ onHand: 4, held: 0, sold: 0 }]);
});

test("rebuilt while it is sold, no unit is lost", async () => {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 20 });
  await db.$executeRaw`
    update stock_level set on_hand = 25
     where product_id = ${variant.productId}::uuid and variant_id = ${variant.variantId}::uuid`;
  const buy = () => makeSettledOrder(db, [{ ...variant, quantity: 1 }]);
  await Promise.all([buy(), rebuildStock(db, variant, operator), buy(), buy(), rebuildStock(db, variant, operator)]);
  expect(await db.stockLevel.findMany({ where: variant })).toMatchObject([{ onHand: 17, held: 0, sold: 3 }]);
  expect(await findStockDrift(db)).toEqual([]);
});
