import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { codedOf } from "@/lib/search/contract-codes";
import { rankAlike } from "@/lib/search/contract-rank";
import type { Filters } from "@/lib/search/engine";
import { holdContract } from "@/lib/search/engine-contract";
import { postgresEngine } from "@/lib/search/engine-postgres";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { requestFor } from "@/lib/search/request-for";

const database = useDatabase();
const catalog = buildCatalog(new Date("2026-11-22T08:00:00Z"));

beforeAll(async () => {
  await writeDemo(database.db, catalog, { now: new Date("2026-11-22T08:00:00Z"), password: "none", version: "test" });
  await refreshVocabulary(database.db);
  await rankAlike(database.db);
}, 180_000);

describe("the Postgres engine", () => {
  holdContract(() => postgresEngine(database.db), codedOf(catalog));
});

it("lists what is asked for by another name before what is made for it", async () => {
  const { hits } = await postgresEngine(database.db).search(requestFor("en", "macbook"));
  const titles = hits.map(({ title }) => title);
  expect(titles.slice(0, 3).toSorted()).toEqual([
    "Forge 16 workstation laptop",
    "Margin 13 student laptop",
    "Slate 14 laptop",
  ]);
});

const entries = z.array(
  z.object({
    productId: z.string(),
    lineage: z.array(z.string()),
    facets: z.array(z.string()),
    inStock: z.boolean(),
    amount: z.number(),
  }),
);

/** Every product of a category with what filters look at, to count by hand. */
async function readEntries(categoryId: string) {
  return entries.parse(
    await database.db.$queryRaw`
      select e.product_id as "productId", e.lineage::text[] as lineage, e.facets, e.in_stock as "inStock", p.amount
      from catalog_entry e join catalog_price p on p.product_id = e.product_id and p.currency = 'USD'
      where e.status = 'active' and ${categoryId} = any(e.lineage::text[])`,
  );
}

type Entry = z.infer<typeof entries>[number];

/** The rule, said plainly: a row passes every filter but the one left out. */
function passes(
  entry: Entry,
  { facets, priceMin = 0, priceMax = Number.POSITIVE_INFINITY, inStock }: Filters,
  leftOut = "",
): boolean {
  const fits = Object.entries(facets).every(
    ([key, values]) => key === leftOut || values.some((value) => entry.facets.includes(`${key}:${value}`)),
  );
  const affordable = leftOut === "price" || (entry.amount >= priceMin && entry.amount <= priceMax);
  return fits && affordable && (!inStock || leftOut === "stock" || entry.inStock);
}

const filterSets: [string, Filters][] = [
  ["no filter", { facets: {} }],
  ["one value", { facets: { color: ["sage"] } }],
  ["two values of one facet", { facets: { color: ["sage", "cream"] } }],
  ["two facets", { facets: { color: ["graphite", "navy"], size: ["m"] } }],
  ["price", { facets: {}, priceMin: 4000, priceMax: 12_000 }],
  [
    "everything",
    {
      facets: { color: ["graphite", "navy", "ink"], material: ["wool", "cotton", "recycled"] },
      priceMax: 20_000,
      inStock: true,
    },
  ],
];

describe("facet counts", () => {
  it.each(filterSets)("are what counting by hand gives: %s", async (_, filters) => {
    for (const key of ["clothing", "bags"]) {
      const categoryId = catalog.categories.find((category) => category.key === key)?.id ?? "";
      const rows = await readEntries(categoryId);
      const result = await postgresEngine(database.db).search(requestFor("en", "", { categoryId, filters }));

      expect(result.total).toBe(rows.filter((row) => passes(row, filters)).length);
      expect(result.inStockCount).toBe(rows.filter((row) => row.inStock && passes(row, filters, "stock")).length);
      expect(result.facets.length).toBeGreaterThan(1);
      for (const facet of result.facets) {
        const others = rows.filter((row) => passes(row, filters, facet.key));
        for (const value of facet.values) {
          expect([facet.key, value.key, value.count]).toEqual([
            facet.key,
            value.key,
            others.filter((row) => row.facets.includes(`${facet.key}:${value.key}`)).length,
          ]);
        }
      }
      const amounts = rows.filter((row) => passes(row, filters, "price")).map(({ amount }) => amount);
      expect(result.price).toMatchObject({ min: Math.min(...amounts), max: Math.max(...amounts) });
      expect(result.price?.histogram.reduce((sum, count) => sum + count, 0)).toBe(amounts.length);
      const inChildren = rows.filter((row) => passes(row, filters) && row.lineage.at(-1) !== categoryId).length;
      expect(result.categories.reduce((sum, { count }) => sum + count, 0)).toBe(inChildren);
    }
  });

  it("leave out what does not filter and what tells nothing apart", async () => {
    const { facets } = await postgresEngine(database.db).search(requestFor("en", ""));
    const keys = facets.map(({ key }) => key);
    expect(keys[0]).toBe("brand");
    expect(keys).not.toContain("edition");
    expect(keys).not.toContain("shoe-size");
  });

  it("are labelled in the language asked for, sizes in their own order", async () => {
    const categoryId = catalog.categories.find((category) => category.key === "clothing")?.id ?? "";
    const { facets } = await postgresEngine(database.db).search(requestFor("de", "", { categoryId }));
    expect(facets.find(({ key }) => key === "color")).toMatchObject({ name: "Farbe", kind: "swatch" });
    expect(facets.find(({ key }) => key === "size")?.values.map(({ label }) => label)).toEqual([
      "XS",
      "S",
      "M",
      "L",
      "XL",
    ]);
  });
});

it("an unpublished product is in no list and no count", async () => {
  const engine = postgresEngine(database.db);
  const before = await engine.search(requestFor("en", "nocturne wireless headphones"));
  const productId = before.hits[0]?.productId ?? "";
  await database.db.catalogEntry.update({ where: { productId }, data: { status: "draft" } });
  const { hits } = await engine.search(requestFor("en", "nocturne wireless headphones"));
  expect(hits.map((hit) => hit.productId)).not.toContain(productId);
  await database.db.catalogEntry.update({ where: { productId }, data: { status: "active" } });
});
