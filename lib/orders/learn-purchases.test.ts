import { beforeAll, expect, it } from "vitest";
import { writePaidOrder } from "@/dev/testing/paid-order";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { priorityOf } from "@/lib/jobs/jobs";
import { learnPurchases } from "@/lib/orders/learn-purchases";
import { readBoughtIds } from "@/lib/orders/read-bought-ids";

const now = new Date("2026-11-28T12:00:00Z");
const database = useDatabase();
const [pot, cup] = [newId(), newId()];
const [merchantId, categoryId] = [newId(), newId()];

async function buy(productIds: string[], minutesAgo: number): Promise<{ customerId: string; orderId: string }> {
  const order = await writePaidOrder(database.db, {
    merchantIds: productIds.map(() => merchantId),
    placedAt: new Date(now.getTime() - minutesAgo * 60_000),
  });
  const lines = await database.db.orderLine.findMany({
    where: { orderId: order.orderId },
    orderBy: { position: "asc" },
  });
  for (const { customerId, orderId, lineId, position } of lines)
    await database.db.orderLine.update({
      where: { customerId_orderId_lineId: { customerId, orderId, lineId } },
      data: { productId: productIds[position] ?? "" },
    });
  return order;
}

const pairOrders = async () =>
  (await database.db.coPurchase.findUnique({ where: { productId_otherId: { productId: pot, otherId: cup } } }))
    ?.orders ?? 0;

beforeAll(async () => {
  await database.db.catalogEntry.createMany({
    data: [pot, cup].map((productId) => ({
      productId,
      merchantId,
      merchantName: "Works",
      handle: productId,
      status: "active" as const,
      brand: "",
      lineage: [categoryId],
      facets: [],
      swatches: [],
      hue: 0,
      variantCount: 1,
      stock: 5,
      inStock: true,
      amounts: { USD: 1000 },
      soldCount: 0,
      ratingCount: 0,
      rating: 0,
      updatedAt: now,
    })),
  });
  for (let count = 0; count < 3; count++) await buy([pot, cup], 600 - count);
});

it("learns each paid order once, however often and beside whom it runs", async () => {
  const runs = await Promise.all([learnPurchases(database.db, now), learnPurchases(database.db, now)]);
  expect(runs.reduce((sum, { orders }) => sum + orders, 0)).toBe(3);
  expect(await pairOrders()).toBe(3);
  expect(await learnPurchases(database.db, now)).toMatchObject({ orders: 0 });
  const sold = await database.db.productSale.findMany({ where: { productId: pot } });
  expect(sold.map(({ units }) => units)).toEqual([6]);
});

it("has the pages made anew whose companions changed", async () => {
  const jobs = await database.db.$queryRaw<{ payload: { tags: string[] } }[]>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'pages.revalidate'`;
  const told = jobs.flatMap(({ payload }) => payload.tags);
  expect(told).toContain(`product:${pot}`);
  expect(told).toContain(`product:${cup}`);
  expect(told).toContain(`category:${categoryId}`);
  expect(told).toContain("home");
});

it("goes on where it was: what came since, but not what may still be in a transaction, nor what was called off", async () => {
  await buy([pot, cup], 30);
  await buy([pot, cup], 2);
  const off = await buy([pot, cup], 29);
  await database.db.orderLine.updateMany({ where: { orderId: off.orderId }, data: { cancelledQuantity: 2 } });
  expect(await learnPurchases(database.db, now)).toMatchObject({ orders: 2 });
  expect(await pairOrders()).toBe(4);
  expect(await learnPurchases(database.db, new Date(now.getTime() + 20 * 60_000))).toMatchObject({ orders: 1 });
  expect(await pairOrders()).toBe(5);
});

it("counts what was sold for the lists that are sorted by it, which hear of it", async () => {
  const { productId } = await writeProduct(database.db, now);
  const sold = () => database.db.product.findUnique({ where: { productId }, select: { soldCount: true } });
  const before = (await sold())?.soldCount ?? 0;
  await buy([productId], -15);
  await buy([productId, productId], -16);
  await learnPurchases(database.db, new Date(now.getTime() + 40 * 60_000));
  expect((await sold())?.soldCount).toBe(before + 6);
  await learnPurchases(database.db, new Date(now.getTime() + 60 * 60_000));
  expect((await sold())?.soldCount).toBe(before + 6);
  const [job] = await database.db.$queryRaw<{ priority: number }[]>`
    select priority from graphile_worker._private_jobs where key = ${`catalog.index:${productId}`}`;
  expect(job?.priority).toBeGreaterThan(priorityOf("catalog.index"));
});

it("leaves no customer in what it learned", async () => {
  const columns = await database.db.$queryRaw<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_name in ('product_sale', 'product_demand', 'co_purchase', 'bought_together', 'trending')`;
  expect(columns.map(({ name }) => name).filter((name) => /customer|email|order_id/.test(name))).toEqual([]);
});

it("knows what a customer bought by their own key alone, latest first", async () => {
  const other = newId();
  const { customerId } = await buy([pot, other], 5);
  expect((await readBoughtIds(database.db, customerId, 5)).toSorted()).toEqual([pot, other].toSorted());
  expect(await readBoughtIds(database.db, newId(), 5)).toEqual([]);
});
