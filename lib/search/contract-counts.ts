import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { pageMax } from "@/lib/search/count-pages";
import type { Filters, SearchEngine, SearchRequest, SearchResult } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

/** What an engine counts is counted once more by hand: the projection, and the categories of its catalog. */
export interface Counted {
  database: { readonly db: Db };
  categories: readonly { id: string; key: string }[];
  /** Has the engine hear of all listings that changed; an engine that reads them itself needs none. */
  publish?: () => Promise<void>;
}

const entries = z.array(
  z.object({
    lineage: z.array(z.string()),
    facets: z.array(z.string()),
    inStock: z.boolean(),
    amount: z.number(),
  }),
);
type Entry = z.infer<typeof entries>[number];

const filterSets: [string, Filters][] = [
  ["no filter", { facets: {} }],
  ["one value", { facets: { color: ["sage"] } }],
  ["two values of one facet", { facets: { color: ["sage", "cream"] } }],
  ["two facets", { facets: { color: ["graphite", "navy"], size: ["m"] } }],
  ["two facets that all of it has", { facets: { color: ["graphite", "navy"], material: ["wool", "cotton"] } }],
  ["price", { facets: {}, priceMin: 4000, priceMax: 12_000 }],
  ["stock", { facets: {}, inStock: true }],
  [
    "everything",
    {
      facets: { color: ["graphite", "navy", "ink"], material: ["wool", "cotton", "recycled"] },
      priceMax: 20_000,
      inStock: true,
    },
  ],
];

/** Totals, facets, stock, prices and pages are what counting by hand gives. A part of the contract. */
export function holdCounts(engine: () => SearchEngine, { database, categories }: Counted): void {
  const search = (rest: Partial<SearchRequest>): Promise<SearchResult> => engine().search(requestFor("en", "", rest));
  const idOf = (key: string): string => categories.find((category) => category.key === key)?.id ?? "";

  describe.each(["clothing", "bags"])("counts of %s", (key) => {
    it.each(filterSets)("are what counting by hand gives: %s", async (_, filters) => {
      const categoryId = idOf(key);
      const rows = await readEntries(database.db, categoryId);
      const result = await search({ categoryId, filters });

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
      expect(result.price).toEqual(
        spread(rows.filter((row) => passes(row, filters, "price")).map(({ amount }) => amount)),
      );
      const inChildren = rows.filter((row) => passes(row, filters) && row.lineage.at(-1) !== categoryId).length;
      expect(result.categories.reduce((sum, { count }) => sum + count, 0)).toBe(inChildren);
    });
  });

  it("shows no facet that does not filter, and none that tells nothing apart", async () => {
    const keys = (await search({})).facets.map(({ key }) => key);
    expect(keys[0]).toBe("brand");
    expect(keys).not.toContain("edition");
    expect(keys).not.toContain("shoe-size");
  });

  it("labels facets in the language asked for, sizes in their own order", async () => {
    const { facets } = await engine().search(requestFor("de", "", { categoryId: idOf("clothing") }));
    expect(facets.find(({ key }) => key === "color")).toMatchObject({ name: "Farbe", kind: "swatch" });
    expect(facets.find(({ key }) => key === "size")?.values.map(({ label }) => label)).toEqual([
      "XS",
      "S",
      "M",
      "L",
      "XL",
    ]);
  });

  it("tells of no more pages than an address may ask for, and shows the last of them", async () => {
    const { total, pages } = await search({ pageSize: 1 });
    expect(total).toBeGreaterThan(pageMax);
    expect(pages).toBe(pageMax);
    const last = await search({ pageSize: 1, page: pageMax });
    const past = await search({ pageSize: 1, page: pageMax + 1 });
    expect(last).toMatchObject({ page: pageMax, hits: [{}] });
    expect(past).toEqual(last);
  });
}

/** Every product of a category with what filters look at. */
async function readEntries(db: Db, categoryId: string): Promise<Entry[]> {
  return entries.parse(
    await db.$queryRaw`
      select e.lineage::text[] as lineage, e.facets, e.in_stock as "inStock", p.amount
      from catalog_entry e join catalog_price p on p.product_id = e.product_id and p.currency = 'USD'
      where e.status = 'active' and ${categoryId} = any(e.lineage::text[])`,
  );
}

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

/** Cheapest, dearest, and how many lie in each sixteenth between. */
function spread(amounts: readonly number[]): SearchResult["price"] {
  const [min, max] = [Math.min(...amounts), Math.max(...amounts)];
  const steps = Math.min(16, max - min + 1);
  const stepOf = (amount: number) => Math.floor(((amount - min) * steps) / (max - min + 1));
  const histogram = Array.from({ length: steps }, (_, step) => amounts.filter((each) => stepOf(each) === step).length);
  return { min, max, histogram };
}
