import { afterEach, expect, test, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { indexProducts } from "./index-products";
import { listKnownValues } from "./list-known-values";

const database = useDatabase();

afterEach(() => vi.useRealTimers());

test("of more brands than are kept the others are found by their whole name", async () => {
  const { db } = database;
  const { productId } = await writeProduct(db, new Date());
  await indexProducts(db, [productId]);
  await db.$executeRaw`
    insert into catalog_entry
    select (jsonb_populate_record(e, jsonb_build_object(
      'product_id', gen_random_uuid(), 'brand', 'Haus ' || n, 'facets', jsonb_build_array('brand:haus-' || n)))).*
    from catalog_entry e, generate_series(100001, 120010) as n where e.product_id = ${productId}::uuid`;
  const kept = await listKnownValues(db, "en", "brand", "");
  expect(kept).toHaveLength(20_000);
  expect(kept.map(({ key }) => key)).not.toContain("haus-120010");
  const known = await listKnownValues(db, "en", "brand", "haus 120010");
  expect(known.at(-1)).toEqual({ key: "haus-120010", label: "Haus 120010", swatch: null });
  expect(await listKnownValues(db, "en", "brand", "haus 999999")).toHaveLength(20_000);
});

test("where every brand is kept no other is asked for, until they are read again a minute later", async () => {
  const { db } = database;
  const now = performance.now();
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(now + 61_000);
  await db.$executeRaw`delete from catalog_entry where brand <> 'Test'`;
  const list = async () => (await listKnownValues(db, "en", "brand", "Kuro")).map(({ label }) => label);
  expect(await list()).toEqual(["Test"]);
  await db.$executeRaw`update catalog_entry set brand = 'Kuro', facets = array['brand:kuro']`;
  expect(await list()).toEqual(["Test"]);
  vi.advanceTimersByTime(61_000);
  expect(await list()).toEqual(["Kuro"]);
});
