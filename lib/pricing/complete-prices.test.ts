import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { completePrices } from "./complete-prices";
import { setPrices } from "./set-prices";

const now = new Date("2026-11-22T08:00:00Z");
const database = useDatabase();
let product: TestProduct;

const rate = (quote: string, day: string, ratePpm: bigint) => ({ base: "USD", quote, day: new Date(day), ratePpm });
const pricesOf = async (variantId: string) => {
  const rows = await database.db.price.findMany({
    where: { productId: product.productId, variantId },
    orderBy: { currency: "asc" },
  });
  return Object.fromEntries(rows.map((row) => [row.currency, `${row.amount} ${row.source}`]));
};
const staff = () => ({ merchantId: product.merchantId, staffId: product.staffId, now });

beforeAll(async () => {
  product = await writeProduct(database.db, now);
  await database.db.exchangeRate.deleteMany();
  await database.db.exchangeRate.createMany({
    data: [
      rate("EUR", "2026-11-20", 500_000n),
      rate("EUR", "2026-11-21", 920_000n),
      rate("GBP", "2026-11-21", 790_000n),
      rate("JPY", "2026-11-21", 150_000_000n),
    ],
  });
});

it("converts what is missing by the newest rate and says so; a second time it changes nothing", async () => {
  await completePrices(database.db, product.productId);
  const expected = { EUR: "9190 converted", GBP: "7900 converted", JPY: "15000 converted", USD: "10000 set" };
  expect(await pricesOf(product.variantIds[0])).toEqual(expected);
  const before = await database.db.$queryRaw`select xmin::text, * from price order by variant_id, currency`;
  await completePrices(database.db, product.productId);
  expect(await database.db.$queryRaw`select xmin::text, * from price order by variant_id, currency`).toEqual(before);
});

it("what comes to more than can be charged is no longer sold there", async () => {
  const [variantId] = product.variantIds;
  const set = (amount: number) =>
    setPrices(database.db, staff(), { productId: product.productId }, [
      { variantId, currency: "USD", amount, compareAtAmount: null },
    ]);
  const before = await pricesOf(variantId);
  expect(await set(99_999_900)).toEqual({ ok: true, value: null });
  expect(await pricesOf(variantId)).toEqual({
    EUR: "91999900 converted",
    GBP: "78999900 converted",
    USD: "99999900 set",
  });
  expect(await set(10_000)).toEqual({ ok: true, value: null });
  expect(await pricesOf(variantId)).toEqual(before);
});

it("a price the merchant sets stays as set and the converted ones follow the first currency", async () => {
  const [variantId] = product.variantIds;
  const set = (currency: "USD" | "EUR", amount: number | null, compareAtAmount: number | null = null) => ({
    variantId,
    currency,
    amount,
    compareAtAmount,
  });
  expect(
    await setPrices(database.db, staff(), { productId: product.productId }, [
      set("EUR", 8_888),
      set("USD", 20_000, 25_000),
    ]),
  ).toEqual({ ok: true, value: null });
  expect(await pricesOf(variantId)).toEqual({
    EUR: "8888 set",
    GBP: "15900 converted",
    JPY: "30000 converted",
    USD: "20000 set",
  });
  await setPrices(database.db, staff(), { productId: product.productId }, [set("EUR", null)]);
  expect((await pricesOf(variantId)).EUR).toBe("18500 converted");
});

it("refuses, and then has changed nothing: a was-price below the price, a foreign variant, the last set price taken away, another merchant's product", async () => {
  const [variantId, otherVariant] = product.variantIds;
  const { productId } = product;
  const before = await database.db.price.findMany({ orderBy: [{ variantId: "asc" }, { currency: "asc" }] });
  const dollars = (id: string, amount: number | null, compareAtAmount: number | null = null) => ({
    variantId: id,
    currency: "USD" as const,
    amount,
    compareAtAmount,
  });
  const stranger = { ...staff(), merchantId: product.staffId };
  const refusals = [
    await setPrices(database.db, staff(), { productId }, [dollars(variantId, 500, 400)]),
    await setPrices(database.db, staff(), { productId }, [dollars(variantId, 500), dollars(product.staffId, 500)]),
    await setPrices(database.db, staff(), { productId }, [dollars(otherVariant, null)]),
    await setPrices(database.db, stranger, { productId }, [dollars(variantId, 1)]),
    await setPrices(database.db, staff(), { productId, expectedUpdatedAt: new Date(0) }, [dollars(variantId, 1)]),
  ];
  expect(refusals.map((result) => (result.ok ? "ok" : result.error.code))).toEqual([
    "price_invalid",
    "variant_unknown",
    "price_missing",
    "not_found",
    "changed_meanwhile",
  ]);
  expect(await database.db.price.findMany({ orderBy: [{ variantId: "asc" }, { currency: "asc" }] })).toEqual(before);
});
