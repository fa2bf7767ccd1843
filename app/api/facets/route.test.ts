import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { indexProducts } from "@/lib/search/index-products";
import { GET } from "./route";

const database = useDatabase();
const ask = (query: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost/api/facets?${query}`, { headers }));

beforeAll(async () => {
  const product = await writeProduct(database.db, new Date());
  await database.db.product.update({ where: { productId: product.productId }, data: { brand: "Söderbäck" } });
  await indexProducts(database.db, [product.productId]);
});

it("finds a facet's values over a list, and may be kept for a minute", async () => {
  for (const contains of ["", "sod", "SÖDER", "soeder", "ｂäck"]) {
    const reply = await ask(`locale=en-US&facet=brand&contains=${encodeURIComponent(contains)}&stock=1`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("cache-control")).toContain("s-maxage=60");
    expect(await reply.json()).toEqual({
      values: [{ key: "soderback", label: "Söderbäck", swatch: null, count: 1, selected: false }],
      total: 1,
    });
  }
  expect(await (await ask("locale=en-US&facet=brand&contains=halden")).json()).toEqual({ values: [], total: 0 });
});

it.each([
  "",
  "locale=xx-YY&facet=brand",
  "locale=en-US",
  "locale=en-US&facet=",
  "locale=en-US&facet=a'b",
  "locale=en-US&facet=brand&category=no-such",
])("answers 400 to %j", async (query) => {
  const reply = await ask(query);
  expect(reply.status).toBe(400);
  expect((await reply.json()).error.code).toMatch(/^(invalid_request|unknown_category)$/);
});

it.each([
  `contains=${"x".repeat(10_000)}`,
  "contains=%00%25_'%22;drop table product",
  "contains=🫖&q=(((&f=brand:x&f=:&price=a-b&page=999999999",
  "facet=brand&facet=color",
])("survives %j", async (query) => {
  expect((await ask(`locale=en-US&facet=brand&${query}`)).status).toBe(200);
});

it("refuses too many from one address", async () => {
  const from = { "x-forwarded-for": "198.51.100.78" };
  const all = await Promise.all(Array.from({ length: 601 }, () => ask("", from)));
  expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
  expect(all.at(-1)?.headers.get("retry-after")).toMatch(/^\d+$/);
});
