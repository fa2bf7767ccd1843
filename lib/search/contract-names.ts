import { beforeAll, describe, expect, it } from "vitest";
import type { Counted } from "@/lib/search/contract-counts";
import type { SearchEngine, SearchRequest } from "@/lib/search/engine";
import { indexProducts } from "@/lib/search/index-products";
import { requestFor } from "@/lib/search/request-for";

/** Two products of the demo catalog, their brands and properties as merchants may name them. */
const named = [
  { title: "Fathom wall mirror", brand: "Fath|om", attributes: { constructor: ["a", "b"], 素材: ["ガラス"] } },
  { title: "Candour make-up mirror with light", brand: "FATH|OM", attributes: { constructor: ["b"], 素材: ["木"] } },
];

/** Names of properties, values and brands, whatever they are. A part of the contract; it gives products others. */
export function holdNames(engine: () => SearchEngine, { database, publish }: Counted): void {
  const search = (text: string, rest?: Partial<SearchRequest>) =>
    engine().search(requestFor("en", text, { pageSize: 500, ...rest }));

  // Before anything is asked, for which properties there are is known for a minute.
  beforeAll(async () => {
    const keys = ["constructor", "素材"];
    await database.db.attribute.createMany({ data: keys.map((attributeKey) => ({ attributeKey, position: 50 })) });
  });

  it.each(["brand", "bran", "feat", "mater", "siz"])(
    "“%s” is a word, and not found in whatever has such a property",
    async (text) => {
      expect((await search(text)).total).toBeLessThan(60);
    },
  );

  describe("of properties and brands that something else is called by as well", () => {
    let productIds: string[];

    beforeAll(async () => {
      const { db } = database;
      const rows = await db.catalogText.findMany({
        where: { language: "en", title: { in: named.map(({ title }) => title) } },
        select: { productId: true, title: true },
      });
      productIds = named.map(({ title }) => rows.find((row) => row.title === title)?.productId ?? "");
      for (const [index, { brand, attributes }] of named.entries()) {
        const productId = productIds[index] ?? "";
        await db.product.update({ where: { productId }, data: { brand } });
        await db.productAttribute.createMany({
          data: Object.entries(attributes).flatMap(([attributeKey, values]) =>
            values.map((valueKey) => ({ productId, attributeKey, valueKey })),
          ),
        });
      }
      await indexProducts(db, productIds);
      await publish?.();
    }, 180_000);

    const valuesOf = async (facet: string, rest?: Partial<SearchRequest>) => {
      const { facets } = await search("mirror", rest);
      return facets.find(({ key }) => key === facet)?.values.map(({ key, label, count }) => [key, label, count]);
    };

    it("counts and filters by them", async () => {
      const filters = (facets: Record<string, string[]>) => ({ filters: { facets } });
      for (const [facet, value, found] of [
        ["constructor", "a", [productIds[0]]],
        ["constructor", "b", productIds],
        ["素材", "ガラス", [productIds[0]]],
        ["brand", "fath-om", productIds],
      ] as const) {
        const { hits } = await search("mirror", filters({ [facet]: [value] }));
        expect(hits.map(({ productId }) => productId).toSorted()).toEqual(found.toSorted());
        const { values } = await engine().facetValues({
          list: requestFor("en", "mirror"),
          ...{ facet, contains: "", limit: 50 },
        });
        expect(values.find(({ key }) => key === value)?.count).toBe(found.length);
      }
      expect(await valuesOf("constructor", filters({ constructor: ["a"] }))).toEqual([
        ["b", "b", 2],
        ["a", "a", 1],
      ]);
    });

    it("tells the whole of a brand, of two ways to write it always the same", async () => {
      const brand = (await valuesOf("brand", { filters: { facets: { brand: ["fath-om"] } } }))?.find(
        ([key]) => key === "fath-om",
      );
      expect(brand).toEqual(["fath-om", "Fath|om", 2]);
    });
  });
}
