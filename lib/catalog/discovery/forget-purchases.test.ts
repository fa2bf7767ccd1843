import { beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { useDatabase } from "@/dev/testing/use-database";
import { type Basket, countPurchases } from "@/lib/catalog/discovery/count-purchases";
import { forgetPurchases } from "@/lib/catalog/discovery/forget-purchases";
import { rankTogether } from "@/lib/catalog/discovery/rank-together";

const now = new Date("2026-11-28T12:00:00Z");
const database = useDatabase();
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const numberOf = (productId: string) => Number(productId.slice(-12));
const listed = [1, 2, 3, 4, 5];

beforeAll(async () => {
  await database.db.catalogEntry.createMany({
    data: listed.map((number) => ({
      productId: id(number),
      merchantId: id(800),
      merchantName: "Works",
      handle: `p${number}`,
      status: "active" as const,
      brand: "Works",
      lineage: [id(901)],
      facets: [],
      swatches: [],
      hue: 0,
      variantCount: 1,
      stock: 5,
      inStock: true,
      amounts: { USD: 1000 },
      soldCount: number,
      ratingCount: 0,
      rating: 0,
      updatedAt: now,
    })),
  });
});

beforeEach(async () => {
  await database.db.$executeRaw`truncate product_sale, product_demand, co_purchase, bought_together`;
});

/** Three orders of each, so many days ago. */
const baskets = (days: number, ...each: number[][]): Basket[] =>
  each.flatMap((numbers) =>
    Array.from({ length: 3 }, () => ({
      paidAt: new Date(now.getTime() - days * 86_400_000),
      items: numbers.map((number) => ({ productId: id(number), units: 1 })),
    })),
  );
const learn = (all: Basket[]) =>
  database.db.$transaction(async (tx) => {
    await countPurchases(tx, all);
    await rankTogether(tx, listed.map(id), now);
  });

async function readKept(): Promise<{ demand: number[]; pairs: number[][]; companions: number[][] }> {
  const { productDemand, coPurchase, boughtTogether } = database.db;
  const both = [{ productId: "asc" }, { otherId: "asc" }] as const;
  const numbers = ({ productId, otherId }: { productId: string; otherId: string }) =>
    [productId, otherId].map(numberOf);
  return {
    demand: (await productDemand.findMany({ orderBy: { productId: "asc" } })).map(({ productId }) =>
      numberOf(productId),
    ),
    pairs: (await coPurchase.findMany({ orderBy: [...both] })).map(numbers),
    companions: (await boughtTogether.findMany({ orderBy: [...both] })).map(numbers),
  };
}
const ofTwo = (one: number, other: number) => [
  [one, other],
  [other, one],
];

it("forgets what nobody buys together any more, and a product that is no more on either side", async () => {
  await learn([...baskets(400, [1, 2], [4, 5]), ...baskets(1, [1, 3], [1, 555])]);
  expect((await readKept()).companions).toEqual(expect.arrayContaining([...ofTwo(1, 2), ...ofTwo(4, 5)]));
  await forgetPurchases(database.db, null, now);
  expect(await readKept()).toEqual({ demand: [1, 3], pairs: ofTwo(1, 3), companions: ofTwo(1, 3) });
});

it("keeps what was bought together once more within half a year", async () => {
  await learn([...baskets(400, [1, 2]), ...baskets(170, [1, 2])]);
  await forgetPurchases(database.db, null, now);
  expect(await readKept()).toEqual({ demand: [1, 2], pairs: ofTwo(1, 2), companions: ofTwo(1, 2) });
});

it("takes a slice a job: the next goes on where one ended", async () => {
  await learn(baskets(1, ...Array.from({ length: 250 }, (_, index) => [1, 5000 + index]), [2, 3]));
  await forgetPurchases(database.db, null, now, { secondsMax: 0 });
  const jobs = z.array(z.object({ payload: z.object({ after: z.guid() }) })).parse(
    await database.db.$queryRaw`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'purchases.forget'`,
  );
  expect(jobs).toHaveLength(1);
  expect((await readKept()).demand.length).toBeGreaterThan(3);
  await forgetPurchases(database.db, jobs[0]?.payload.after ?? null, now);
  expect(await readKept()).toMatchObject({ demand: [1, 2, 3], pairs: ofTwo(2, 3) });
});
