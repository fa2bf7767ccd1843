import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type Basket, countPurchases, weightAt } from "@/lib/catalog/discovery/count-purchases";
import { ordersMin, rankTogether } from "@/lib/catalog/discovery/rank-together";
import { everywhere, rankTrending } from "@/lib/catalog/discovery/rank-trending";
import { readNewFor } from "@/lib/catalog/read-new-for";
import { readSimilar } from "@/lib/catalog/read-similar";
import { readTogether } from "@/lib/catalog/read-together";
import { readTrending } from "@/lib/catalog/read-trending";
import { days } from "@/lib/core/clock";

const now = new Date("2026-11-28T12:00:00Z");
const market = { language: "en", currency: "USD" } as const;
const database = useDatabase();

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [kitchen, tea, knives] = [id(901), id(902), id(903)];

/** Rows as the index writes them, anew for each test: 1 to 12 of tea, 13 to 20 of knives. */
beforeEach(async () => {
  await database.db.$executeRaw`
    truncate catalog_entry, catalog_text, catalog_price, product_sale, product_demand, co_purchase, bought_together, trending`;
  await database.db.catalogEntry.createMany({
    data: Array.from({ length: 20 }, (_, index) => {
      const number = index + 1;
      return {
        productId: id(number),
        merchantId: id(800),
        merchantName: "Works",
        handle: `p${number}`,
        status: "active" as const,
        brand: number % 2 === 0 ? "Even" : "Odd",
        lineage: [kitchen, number <= 12 ? tea : knives],
        facets: [`color:${number % 3}`, `material:${number % 4}`],
        swatches: [],
        hue: 0,
        variantCount: 1,
        stock: 5,
        inStock: true,
        amounts: { USD: 1000 },
        soldCount: number,
        ratingCount: 0,
        rating: 0,
        publishedAt: new Date(now.getTime() - days(number)),
        updatedAt: now,
      };
    }),
  });
  await database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    select 'en', product_id, handle, handle, ''::tsvector from catalog_entry`;
  await database.db.$executeRaw`
    insert into catalog_price (currency, product_id, amount, amount_max)
    select 'USD', product_id, 1000, 1000 from catalog_entry`;
});

const daysAgo = (count: number) => new Date(now.getTime() - days(count));
const basket = (numbers: number[], days = 1): Basket => ({
  paidAt: daysAgo(days),
  items: numbers.map((number) => ({ productId: id(number), units: 1 })),
});
const times = (count: number, one: Basket): Basket[] => Array.from({ length: count }, () => one);
const learn = (baskets: Basket[]) =>
  database.db.$transaction(async (tx) => {
    await countPurchases(tx, baskets);
    return rankTogether(
      tx,
      Array.from({ length: 20 }, (_, index) => id(index + 1)),
      now,
    );
  });
const numbersOf = (cards: { productId: string }[]) => cards.map(({ productId }) => Number(productId.slice(-12)));
const together = async (...numbers: number[]) =>
  numbersOf(await readTogether(database.db, numbers.map(id), market, 12));

describe("bought together", () => {
  it("is what left in one basket, however the baskets were counted", async () => {
    const baskets = fc.array(
      fc.record({
        items: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
        days: fc.nat(40),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(baskets, fc.nat(24), async (given, cut) => {
        await database.db.$executeRaw`truncate product_sale, product_demand, co_purchase, bought_together`;
        const all = given.map(({ items, days }) => basket(items, days));
        await database.db.$transaction((tx) => countPurchases(tx, all.slice(0, cut)));
        await database.db.$transaction((tx) => countPurchases(tx, all.slice(cut)));
        const pairs = await database.db.coPurchase.findMany();
        const seen = new Map<string, { weight: number; orders: number }>();
        for (const { items, paidAt } of all)
          for (const one of items)
            for (const other of items) {
              if (one === other) continue;
              const pair = seen.get(`${one.productId} ${other.productId}`) ?? { weight: 0, orders: 0 };
              seen.set(`${one.productId} ${other.productId}`, {
                weight: pair.weight + weightAt(paidAt),
                orders: pair.orders + 1,
              });
            }
        expect(pairs.length).toBe(seen.size);
        for (const { productId, otherId, weight, orders } of pairs) {
          expect(orders).toBe(seen.get(`${productId} ${otherId}`)?.orders);
          expect(weight).toBeCloseTo(seen.get(`${productId} ${otherId}`)?.weight ?? 0, 6);
        }
        const units = await database.db.productSale.aggregate({ _sum: { units: true } });
        expect(units._sum.units).toBe(given.reduce((sum, { items }) => sum + items.length, 0));
      }),
      { numRuns: 25 },
    );
  });

  it(`shows nothing before ${ordersMin} orders had the pair`, async () => {
    await learn(times(ordersMin - 1, basket([1, 2])));
    expect(await together(1)).toEqual([]);
    expect(await learn([basket([1, 2])])).toEqual([id(1), id(2)]);
    expect(await together(1)).toEqual([2]);
    expect(await together(2)).toEqual([1]);
    expect(await learn([])).toEqual([]);
  });

  it("prefers what belongs to it over what everybody buys anyway", async () => {
    await learn([...times(4, basket([1, 2])), ...times(6, basket([1, 9])), ...times(200, basket([9]))]);
    expect(await together(1)).toEqual([2, 9]);
  });

  it("prefers what is bought with it now over what used to be", async () => {
    await learn([...times(5, basket([1, 2], 365)), ...times(4, basket([1, 3], 2)), ...times(5, basket([2], 365))]);
    expect(await together(1)).toEqual([3, 2]);
  });

  it("shows neither what is sold out nor what is no longer published, nor what has no price there", async () => {
    await learn([...times(3, basket([1, 2])), ...times(3, basket([1, 3])), ...times(3, basket([1, 4]))]);
    await database.db.catalogEntry.update({ where: { productId: id(2) }, data: { inStock: false } });
    await database.db.catalogEntry.update({ where: { productId: id(3) }, data: { status: "archived" } });
    expect(await together(1)).toEqual([4]);
    expect(await readTogether(database.db, [id(1)], { language: "en", currency: "JPY" }, 12)).toEqual([]);
  });

  it("of a cart is what goes with most of it, and nothing that is in it", async () => {
    await learn([
      ...times(3, basket([1, 2])),
      ...times(3, basket([1, 3])),
      ...times(3, basket([2, 3])),
      ...times(3, basket([2, 4])),
    ]);
    expect(await together(1, 2)).toEqual([3, 4]);
    expect(await together()).toEqual([]);
  });

  it("keeps a dozen companions of a product and two hundred pairs", async () => {
    await learn(times(3, basket(Array.from({ length: 20 }, (_, index) => index + 1))));
    expect(await database.db.boughtTogether.count({ where: { productId: id(1) } })).toBe(12);
    const crowd = Array.from({ length: 230 }, (_, index) => basket([1, 1000 + index]));
    await learn(crowd);
    expect(await database.db.coPurchase.count({ where: { productId: id(1) } })).toBe(200);
  });

  it("comes to know what is often bought with a best seller now, though it was bought with hundreds of others before", async () => {
    await learn(Array.from({ length: 600 }, (_, index) => basket([1, 1000 + (index % 300)], 40)));
    for (let day = 35; day > 5; day--) {
      const strangers = Array.from({ length: 49 }, (_, index) => basket([1, 2000 + ((day * 49 + index) % 700)], day));
      await learn([...strangers, basket([1, 2], day)]);
    }
    expect(await database.db.coPurchase.count({ where: { productId: id(1) } })).toBe(200);
    const pair = { productId: id(1), otherId: id(2) };
    const { orders } = await database.db.coPurchase.findUniqueOrThrow({ where: { productId_otherId: pair } });
    expect(orders).toBeGreaterThan(15);
    expect(await together(1)).toEqual([2]);
  });
});

describe("trending", () => {
  const trending = async (categoryId: string) => numbersOf(await readTrending(database.db, categoryId, market, 12));
  const rank = () => database.db.$transaction((tx) => rankTrending(tx, now));

  it("is what sells more this week than in the weeks before, not what always sells", async () => {
    await learn([
      ...times(100, basket([1], 3)),
      ...[10, 17, 24, 31].flatMap((days) => times(100, basket([1], days))),
      ...times(12, basket([2], 2)),
      ...times(4, basket([13], 2)),
      ...times(2, basket([3], 2)),
      ...times(9, basket([4], 20)),
    ]);
    expect((await rank()).toSorted()).toEqual([everywhere, kitchen, tea, knives].toSorted());
    expect(await trending(everywhere)).toEqual([2, 13]);
    expect(await trending(tea)).toEqual([2]);
    expect(await trending(knives)).toEqual([13]);
    expect(await rank()).toEqual([]);
  });

  it("leaves out what stands beside it", async () => {
    await learn([...times(12, basket([1], 2)), ...times(9, basket([2], 2)), ...times(6, basket([13], 2))]);
    await rank();
    expect(numbersOf(await readTrending(database.db, everywhere, market, 2, [id(1)]))).toEqual([2, 13]);
  });

  it("lets the last days count most", async () => {
    await learn([...times(6, basket([1], 6)), ...times(6, basket([2], 1))]);
    await rank();
    expect(await trending(tea)).toEqual([2, 1]);
  });

  it("is forgotten as the weeks pass, and with the product", async () => {
    await learn([...times(6, basket([1], 1)), ...times(6, basket([2], 1))]);
    await rank();
    await database.db.catalogEntry.update({ where: { productId: id(1) }, data: { status: "draft" } });
    expect(await trending(tea)).toEqual([2]);
    await database.db.catalogEntry.delete({ where: { productId: id(2) } });
    expect(await rank()).toContain(tea);
    expect(await trending(tea)).toEqual([]);
    await database.db.$transaction((tx) => rankTrending(tx, new Date(now.getTime() + days(60))));
    expect(await database.db.productSale.count()).toBe(0);
    expect(await database.db.trending.count()).toBe(0);
  });
});

describe("similar products", () => {
  const similar = async (number: number, without: number[] = []) =>
    numbersOf(await readSimilar(database.db, id(number), market, without.map(id)));

  it("are of its category, share the most with it, and never itself nor what stands beside it", async () => {
    // Of tea, 12 steps apart in colour and material: 1 is most like the ones that share both with it.
    const found = await similar(1);
    expect(found).toHaveLength(8);
    expect(found).not.toContain(1);
    expect(found.every((number) => number <= 12)).toBe(true);
    const shared = (number: number) => Number(number % 3 === 1) + Number(number % 4 === 1);
    expect(found.map(shared)).toEqual(found.map(shared).toSorted((a, b) => b - a));
    const [first = 0, second = 0] = found;
    const without = await similar(1, [first, second]);
    expect(without).toHaveLength(8);
    expect(without).not.toContain(first);
    expect(without).not.toContain(second);
  });

  it("cost about the same", async () => {
    await database.db.catalogEntry.update({ where: { productId: id(5) }, data: { amounts: { USD: 16_000 } } });
    await database.db.catalogEntry.update({ where: { productId: id(9) }, data: { amounts: { USD: 1_100 } } });
    const found = await similar(1);
    expect(found.indexOf(9)).toBeLessThan(found.indexOf(5) === -1 ? 99 : found.indexOf(5));
  });

  it("can be had, and are published", async () => {
    await database.db.catalogEntry.updateMany({
      where: { productId: { in: [id(2), id(4)] } },
      data: { status: "draft" },
    });
    await database.db.catalogEntry.updateMany({ where: { lineage: { has: tea } }, data: { inStock: false } });
    const found = await similar(1);
    expect(found.every((number) => number > 12)).toBe(true);
    await database.db.$executeRaw`update catalog_entry set in_stock = false`;
    expect(await similar(1)).toEqual([]);
  });
});

describe("new for you", () => {
  const newFor = async (...numbers: number[]) =>
    numbersOf(await readNewFor(database.db, numbers.map(id), market, now, 8));

  it("is the newest of the categories and brands somebody looked at, and none of what they saw", async () => {
    // 13 is a knife and odd: odd knives by category and brand, then the newest of either.
    const found = await newFor(13);
    expect(found.slice(0, 3)).toEqual([15, 17, 19]);
    expect(found).toContain(1);
    expect(found).not.toContain(13);
    expect(found).not.toContain(2);
  });

  it("is nothing for who saw nothing, nor what is old, sold out or gone", async () => {
    expect(await newFor()).toEqual([]);
    expect(await newFor(555)).toEqual([]);
    await database.db.catalogEntry.update({ where: { productId: id(15) }, data: { inStock: false } });
    await database.db.catalogEntry.update({ where: { productId: id(17) }, data: { status: "archived" } });
    expect((await newFor(13)).slice(0, 1)).toEqual([19]);
    expect(await readNewFor(database.db, [id(13)], market, new Date("2027-06-01"), 8)).toEqual([]);
  });
});
