import { expect, it } from "vitest";
import type { Db } from "@/lib/db/client";
import type { SearchEngine, SearchRequest } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

/** Three products of the demo catalog whose titles answer "boomerang" alike: as they should stand, and what tells them apart. */
const alike = [
  { title: "Momo soft boomerang", inStock: true, rating: 480 },
  { title: "Sving plywood boomerang", inStock: true, rating: 210 },
  { title: "Retur left-handed boomerang", inStock: false, rating: 500 },
];

/** Has them sell the same; to be called before an engine is filled. */
export async function rankAlike(db: Db): Promise<void> {
  for (const { title, inStock, rating } of alike)
    await db.$executeRaw`
      update catalog_entry set sold_count = 100, rating_count = 40, rating = ${rating}, in_stock = ${inStock}
       where product_id = (select product_id from catalog_text where language = 'en' and title = ${title})`;
}

/** Text first; among products that answer alike what can be had, then what sells and is liked. A part of the contract. */
export function holdRank(engine: () => SearchEngine): void {
  it("ranks by text, then by stock, then by sales and ratings", async () => {
    const { hits } = await engine().search(requestFor("en", "boomerang"));
    expect(hits.slice(0, 3).map(({ title }) => title)).toEqual(alike.map(({ title }) => title));
  });

  it("ranks a thing before what comes with one", async () => {
    const { hits } = await engine().search(requestFor("de", "Spiegel"));
    expect(hits.map(({ title }) => title).indexOf("Marka Peilkompass mit Spiegel")).toBeGreaterThan(
      hits.map(({ title }) => title).indexOf("Fathom Wandspiegel"),
    );
  });

  it("lists by stock, then by sales, where there are no words", async () => {
    const idsOf = async (rest: Partial<SearchRequest>) => {
      const { hits } = await engine().search(requestFor("en", "", { pageSize: 96, ...rest }));
      return hits.map(({ productId }) => productId);
    };
    const filters = { facets: {}, inStock: true };
    expect(await idsOf({})).toEqual(await idsOf({ sort: "best-selling", filters }));
    const { hits } = await engine().search(requestFor("en", "", { pageSize: 96, page: 400 }));
    expect(hits.at(-1)?.inStock).toBe(false);
  });
}
