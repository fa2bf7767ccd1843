import { beforeEach, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { adjustStock } from "./adjust-stock";

const now = new Date("2026-11-22T08:00:00Z");
const database = useDatabase();
let product: TestProduct;

beforeEach(async () => {
  product = await writeProduct(database.db, now);
});

const staff = () => ({ merchantId: product.merchantId, staffId: product.staffId, now });
const change = (onHand: { to: number } | { by: number }) =>
  adjustStock(database.db, staff(), {
    productId: product.productId,
    variantId: product.variantIds[0],
    onHand,
    reason: "counted",
  });
const level = () =>
  database.db.stockLevel.findFirstOrThrow({
    where: { productId: product.productId, variantId: product.variantIds[0] },
  });

it("counts anew or moves by a number, and the ledger adds up to the level", async () => {
  expect(await change({ to: 7 })).toEqual({ ok: true, value: { onHand: 7, held: 0 } });
  expect(await change({ by: 5 })).toEqual({ ok: true, value: { onHand: 12, held: 0 } });
  expect(await change({ by: 0 })).toEqual({ ok: true, value: { onHand: 12, held: 0 } });
  const entries = await database.db.stockLedger.findMany({
    where: { productId: product.productId },
    orderBy: { entryId: "asc" },
  });
  expect(entries.map(({ change: kind, onHandDelta, actor }) => ({ kind, onHandDelta, actor }))).toEqual([
    { kind: "adjusted", onHandDelta: -3, actor: `staff:${product.staffId}` },
    { kind: "adjusted", onHandDelta: 5, actor: `staff:${product.staffId}` },
  ]);
  expect(
    await database.db.auditEntry.count({ where: { merchantId: product.merchantId, action: "stock.adjust" } }),
  ).toBe(2);
});

it("twenty changes at once are all counted", async () => {
  await Promise.all(Array.from({ length: 20 }, () => change({ by: 1 })));
  expect((await level()).onHand).toBe(30);
});

it("of a form sent twice books once, and of another form again", async () => {
  const { productId, variantIds } = product;
  const more = { productId, variantId: variantIds[0], onHand: { by: 2 }, reason: "delivery" };
  const book = (changeId: string) => adjustStock(database.db, staff(), { ...more, changeId });
  const [first, second] = [newId(), newId()];
  await Promise.all([book(first), book(first), book(first)]);
  expect(await book(first)).toEqual({ ok: true, value: { onHand: 12, held: 0 } });
  expect(await book(second)).toEqual({ ok: true, value: { onHand: 14, held: 0 } });
});

it("never goes below what is held for orders, or below nothing", async () => {
  await database.db.stockLevel.updateMany({ where: { productId: product.productId }, data: { held: 4 } });
  expect(await change({ to: 3 })).toEqual({ ok: false, error: { code: "below_held", held: 4 } });
  expect(await change({ by: -11 })).toEqual({ ok: false, error: { code: "below_nothing", shelf: 10 } });
  expect(await change({ to: -1 })).toEqual({ ok: false, error: { code: "below_nothing", shelf: 10 } });
  expect(await change({ to: 1.5 })).toEqual({ ok: false, error: { code: "quantity_invalid" } });
  expect((await level()).onHand).toBe(10);
});

it("knows no product of another merchant, and no variant of another product", async () => {
  const other = await writeProduct(database.db, now);
  const ask = (productId: string, variantId: string, merchantId: string) =>
    adjustStock(database.db, { ...staff(), merchantId }, { productId, variantId, onHand: { to: 0 }, reason: "" });
  expect(await ask(product.productId, product.variantIds[0], other.merchantId)).toEqual({
    ok: false,
    error: { code: "not_found" },
  });
  expect(await ask(product.productId, other.variantIds[0], product.merchantId)).toEqual({
    ok: false,
    error: { code: "not_found" },
  });
  expect((await level()).onHand).toBe(10);
});
