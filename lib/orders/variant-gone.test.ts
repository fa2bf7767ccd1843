import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { importCatalog } from "@/lib/catalog/import/import-catalog";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { compareStock } from "@/lib/inventory/compare-stock";
import { rebuildStock } from "@/lib/inventory/rebuild-stock";
import { cancelLines } from "./cancel-lines";
import { readOrder } from "./read-order";
import { approveReturn } from "./returns/approve-return";
import { inspectReturn } from "./returns/inspect-return";
import { receiveReturn } from "./returns/receive-return";
import { requestReturn } from "./returns/request-return";

const database = useDatabase();
const tomorrow = new Date(noon.getTime() + 24 * 3_600_000);
const [small, large] = ["bowl,Bowl,64.00,Size,S,B-S,5,active", "bowl,,64.00,,L,B-L,5,active"];
let folder: string;
let merchantId: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-gone-"));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  ({ merchantId } = await makeWorld(database.db));
});

async function importBowl(...rows: string[]): Promise<void> {
  const file = path.join(folder, "bowl.csv");
  const header = "Handle,Title,Variant Price,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Status";
  await writeFile(file, [header, ...rows].join("\n"));
  const imported = await importCatalog(
    { db: database.db, clock: () => noon, onFault: (fault) => expect(fault).toBeNull() },
    { file, merchantId, language: "en", currency: "USD" },
  );
  expect(imported).toMatchObject({ ok: true, value: { failed: 0 } });
}

const largeBowl = () =>
  database.db.variant.findFirstOrThrow({
    where: { sku: "B-L", product: { merchantId } },
    select: { productId: true, variantId: true },
  });

/** Two large bowls are paid; then a file comes that has no large bowl. */
async function makeOrphan() {
  await importBowl(small, large);
  const variant = await largeBowl();
  const order = await makeSettledOrder(database.db, [{ ...variant, quantity: 2 }]);
  await cutFulfilments(database.db, order, noon);
  return { ...order, variant };
}

const callOff = ({ customerId, orderId }: { customerId: string; orderId: string }) =>
  cancelLines(
    database.db,
    { customerId, orderId, cancellationId: newId(), lines: "all", reason: "changed_mind", actor: "shopper" },
    tomorrow,
  );

test("an order whose variant an import dropped can be called off, and its stock still adds up", async () => {
  const { db } = database;
  const order = await makeOrphan();
  await importBowl(small);
  expect(await compareStock(db, [order.variant.productId])).toEqual([]);
  expect(await callOff(order)).toMatchObject({ ok: true, value: { all: true } });
  expect(await db.stockHold.findMany({ where: order.variant })).toMatchObject([{ status: "released", quantity: 2 }]);
  expect(await compareStock(db, [order.variant.productId])).toEqual([]);
  const { _sum } = await db.stockLedger.aggregate({
    where: order.variant,
    _sum: { onHandDelta: true, heldDelta: true, soldDelta: true },
  });
  expect(_sum).toEqual({ onHandDelta: 0, heldDelta: 0, soldDelta: 0 });
});

test("its SKU imported again is another variant, which units of the old one do not come to", async () => {
  const { db } = database;
  const order = await makeOrphan();
  await importBowl(small);
  await importBowl(small, large);
  const again = await largeBowl();
  expect(again.variantId).not.toBe(order.variant.variantId);
  expect(await callOff(order)).toMatchObject({ ok: true });
  expect(await db.stockLevel.findMany({ where: again })).toMatchObject([{ onHand: 5, held: 0, sold: 0 }]);
  expect(await compareStock(db, [again.productId])).toEqual([]);
});

test("what comes back of it is inspected, also at a place that had not sent it", async () => {
  const { db } = database;
  const order = await makeOrphan();
  const { customerId, orderId } = order;
  const staff = { merchantId, staffId: newId() };
  const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId } });
  const parcel = { fulfilmentId, shipmentId: newId(), carrier: "ups" as const, tracking: "1Z" };
  expect(await shipFulfilment(db, staff, parcel, noon)).toMatchObject({ ok: true });
  await markDelivered(db, staff, parcel, noon);
  await importBowl(small);

  const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
  const returnId = newId();
  const lines = [{ lineId, quantity: 2, reason: "changed_mind" as const }];
  const wish = { customerId, orderId, returnId, resolution: "refund" as const, comment: "", lines };
  expect(await requestReturn(db, wish, tomorrow)).toMatchObject({ ok: true });
  expect(await approveReturn(db, staff, { returnId }, tomorrow)).toMatchObject({ ok: true });
  await receiveReturn(db, staff, { returnId }, tomorrow);
  const hold = { productId: order.variant.productId, orderId };
  await db.stockHold.updateMany({ where: hold, data: { locationId: newId() } });
  const seen = { returnId, lines: [{ lineId, accepted: 2, restock: 2 }] };
  expect(await inspectReturn(db, staff, seen, tomorrow)).toMatchObject({ ok: true });
  expect(await db.stockHold.findMany({ where: hold })).toMatchObject([{ status: "released" }]);
  expect(await compareStock(db, [order.variant.productId])).toEqual([]);
});

test("one whose ledger was closed without what it had sold is neither told nor rebuilt", async () => {
  const { db } = database;
  const { variant } = await makeOrphan();
  await db.variant.deleteMany({ where: variant });
  expect(await compareStock(db, [variant.productId])).toEqual([]);
  expect(await rebuildStock(db, variant, { actor: "operator:ingrid", now: tomorrow })).toEqual([]);
});

test("a row that is missing while its variant is there is not passed over", async () => {
  const order = await makeOrphan();
  await database.db.stockLevel.deleteMany({ where: order.variant });
  await expect(callOff(order)).rejects.toThrow("is gone");
});
