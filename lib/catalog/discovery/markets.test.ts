import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { countPurchases } from "@/lib/catalog/discovery/count-purchases";
import { rankTogether } from "@/lib/catalog/discovery/rank-together";
import { everywhere, rankTrending } from "@/lib/catalog/discovery/rank-trending";
import { readHome } from "@/lib/catalog/read-home";
import { readNewFor } from "@/lib/catalog/read-new-for";
import { readSimilar } from "@/lib/catalog/read-similar";
import { readTogether } from "@/lib/catalog/read-together";
import { readTrending } from "@/lib/catalog/read-trending";
import { days } from "@/lib/core/clock";

const now = new Date("2026-11-28T12:00:00Z");
const daysAgo = (count: number) => new Date(now.getTime() - days(count));
const yen = { language: "en", currency: "JPY" } as const;
const database = useDatabase();
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const numbersOf = (cards: { productId: string }[]) => cards.map(({ productId }) => Number(productId.slice(-12)));
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** What can be had for yen too, and as much again and more that sells better, is newer, and can be had for dollars only. */
const [own, dollars] = [numbers(1, 12), numbers(101, 180)];

beforeAll(async () => {
  await database.db.catalogEntry.createMany({
    data: [...own, ...dollars].map((number) => ({
      productId: id(number),
      merchantId: id(800),
      merchantName: "Works",
      handle: `p${number}`,
      status: "active" as const,
      brand: "Works",
      lineage: [id(901), id(902)],
      facets: [],
      swatches: [],
      hue: 0,
      variantCount: 1,
      stock: 5,
      inStock: true,
      amounts: own.includes(number) ? { USD: 1000, JPY: 900 } : { USD: 1000 },
      soldCount: number,
      ratingCount: 0,
      rating: 0,
      publishedAt: own.includes(number) ? daysAgo(10 + number) : daysAgo(1),
      updatedAt: now,
    })),
  });
  await database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    select 'en', product_id, handle, handle, ''::tsvector from catalog_entry`;
  await database.db.$executeRaw`
    insert into catalog_price (currency, product_id, amount, amount_max)
    select currency, product_id, amount::int, amount::int from catalog_entry, jsonb_each_text(amounts) as price(currency, amount)`;
});

it("is shown its own trends and companions, whatever sells in another", async () => {
  const baskets = (other: number, count: number) =>
    Array.from({ length: count }, () => ({
      paidAt: daysAgo(2),
      items: [1, other].map((number) => ({ productId: id(number), units: 1 })),
    }));
  await database.db.$transaction(async (tx) => {
    await countPurchases(tx, [...dollars.flatMap((number) => baskets(number, 9)), ...baskets(2, 4)]);
    await rankTogether(tx, [id(1)], now);
    await rankTrending(tx, now);
  });
  expect(numbersOf(await readTogether(database.db, [id(1)], yen, 4))).toEqual([2]);
  expect(numbersOf(await readTrending(database.db, everywhere, yen, 4))).toEqual([1, 2]);
  expect(await database.db.boughtTogether.count({ where: { productId: id(1) } })).toBe(13);
  expect(await database.db.trending.count({ where: { categoryId: everywhere } })).toBe(25);
});

it("is shown what is similar and new for its own money", async () => {
  expect(await readSimilar(database.db, id(1), yen)).toHaveLength(8);
  expect(numbersOf(await readNewFor(database.db, [id(12)], yen, now, 3))).toEqual([1, 2, 3]);
  expect((await readHome(database.db, yen)).fresh).toHaveLength(12);
});
