import { expect, it } from "vitest";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { listLowProducts } from "@/lib/inventory/list-low-products";
import { setStockRules } from "@/lib/inventory/set-stock-rules";
import { listOwnProducts } from "@/lib/merchants/list-own-products";
import { indexProducts } from "@/lib/search/index-products";
import { readDashboard } from "./read-dashboard";

const database = useDatabase();
const now = new Date("2026-01-02T09:00:00Z");

it("low on stock is what its merchant or its variant says, on the dashboard as in the list, and nothing sold ahead", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const { merchantId } = world;
  await db.merchant.update({ where: { merchantId }, data: { lowStockAt: 12 } });
  const make = async (title: string, onHand: number, lowStockAt: number | null = null) => {
    const variant = await makeProduct(db, world, { title, onHand });
    const { productId } = variant;
    await db.merchantProduct.create({ data: { merchantId, handle: productId, productId } });
    await db.variant.updateMany({ where: variant, data: { lowStockAt } });
    return variant;
  };
  const made = [
    await make("Plenty", 13),
    await make("Few for the merchant", 12),
    await make("Few for itself", 20, 20),
    await make("Enough for itself", 3, 2),
    await make("Nothing", 0),
  ];
  const draft = await make("Draft", 0);
  await db.product.updateMany({ where: { productId: draft.productId }, data: { status: "draft" } });
  const ahead = await make("Sold ahead", 0);
  const rules = { stockPolicy: "preorder", oversellMax: 50, shipsFrom: now, lowStockAt: null } as const;
  const staff = { merchantId, staffId: newId(), now };
  expect(await setStockRules(db, staff, ahead, { ...rules, perCustomerMax: null, stripes: 1 })).toMatchObject({
    ok: true,
  });
  await indexProducts(
    db,
    [...made, draft, ahead].map(({ productId }) => productId),
  );

  expect((await readDashboard(db, merchantId, "en", now)).lowStock).toMatchObject({
    count: 3,
    more: false,
    products: [
      { title: "Nothing", stock: 0 },
      { title: "Few for the merchant", stock: 12 },
      { title: "Few for itself", stock: 20 },
    ],
  });
  const market = { language: "en", currency: "USD", after: null, pageSize: 50 } as const;
  const { rows } = await listOwnProducts(db, merchantId, { lowStock: true }, market);
  expect(rows.map(({ title }) => title).toSorted()).toEqual(["Few for itself", "Few for the merchant", "Nothing"]);
});

it("low products are looked for among those on sale, the newest first, slice by slice, and say where there may be more", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const { merchantId } = world;
  const made: string[] = [];
  for (const onHand of [0, 9, 1, 9, 2, 0]) made.push((await makeProduct(db, world, { onHand })).productId);
  const draft = made.at(-1) ?? "";
  await db.product.updateMany({ where: { productId: draft }, data: { status: "draft" } });
  await indexProducts(db, made);
  const [oldest, , middle, , newest] = made;
  const free = { [String(oldest)]: 0, [String(middle)]: 1, [String(newest)]: 2 };
  const lowOf = (...ids: (string | undefined)[]) =>
    ids.map((id) => ({ productId: String(id), free: free[String(id)] }));
  const list = (slice: number, looked: number, found: number) =>
    listLowProducts(db, merchantId, { slice, looked, found });
  expect(await list(2, 10, 10)).toEqual({ products: lowOf(oldest, middle, newest), more: false });
  expect(await list(10, 10, 3)).toEqual({ products: lowOf(oldest, middle, newest), more: false });
  expect(await list(2, 3, 10)).toEqual({ products: lowOf(middle, newest), more: true });
  expect(await list(1, 10, 1)).toEqual({ products: lowOf(newest), more: true });
});
