import { beforeAll, describe, expect, it } from "vitest";
import type { Counted } from "@/lib/search/contract-counts";
import type { FacetValuesRequest, SearchEngine } from "@/lib/search/engine";
import { indexProducts } from "@/lib/search/index-products";
import { requestFor } from "@/lib/search/request-for";
import { tieredKey } from "@/lib/search/tiers";

/**
 * Any brand is found by its name, however many there are. A part of the contract, and the last one: it gives every product
 * a brand of its own, in a catalog that counts its lists no further than a large one does.
 */
export function holdBrands(engine: () => SearchEngine, { database, publish }: Counted): void {
  const search = (contains: string, list: Partial<FacetValuesRequest["list"]> = {}) =>
    engine().facetValues({ list: requestFor("en", "", list), facet: "brand", contains, limit: 20 });

  describe("among more brands than are counted", () => {
    let brands: { productId: string; brand: string }[];

    beforeAll(async () => {
      const products = await database.db.product.findMany({
        orderBy: { productId: "asc" },
        select: { productId: true },
      });
      brands = products.map(({ productId }, index) => ({ productId, brand: `Haus ${1_000 + index}` }));
      await database.db.$executeRaw`
        update product p set brand = b.brand
        from unnest(${brands.map(({ productId }) => productId)}::uuid[], ${brands.map(({ brand }) => brand)}::text[]) as b(product_id, brand)
        where p.product_id = b.product_id`;
      await indexProducts(
        database.db,
        brands.map(({ productId }) => productId),
      );
      await database.db.$executeRaw`
        insert into shop_state (key, value, updated_at) values (${tieredKey}, '', now()) on conflict do nothing`;
      await publish?.();
    }, 180_000);

    it("finds each by its name", async () => {
      expect(brands.length).toBeGreaterThan(300);
      for (const { brand } of brands.filter((_, index) => index % 20 === 0)) {
        const { values, total } = await search(brand.toLowerCase());
        expect(values).toEqual([
          { key: brand.toLowerCase().replace(" ", "-"), label: brand, swatch: null, count: 1, selected: false },
        ]);
        expect(total).toBe(1);
      }
    });

    it("finds only those that the list's words and other filters leave", async () => {
      for (const { productId, brand } of brands.filter((_, index) => index % 80 === 0)) {
        const entry = await database.db.catalogEntry.findUniqueOrThrow({
          where: { productId },
          select: { lineage: true, inStock: true },
        });
        const counted = async (list: Partial<FacetValuesRequest["list"]>) => (await search(brand, list)).total;
        const [categoryId = ""] = entry.lineage;
        expect(await counted({ categoryId })).toBe(1);
        expect(await counted({ filters: { facets: {}, inStock: true } })).toBe(Number(entry.inStock));
        expect(await counted({ filters: { facets: {}, priceMin: 90_000_000 } })).toBe(0);
        expect(await counted({ filters: { facets: { color: ["no-such"] } } })).toBe(0);
        expect(await counted({ filters: { facets: { brand: ["haus-1001"] } } })).toBe(1);
        expect(await counted({ text: "zzzzqqqx" })).toBe(0);
      }
    });
  });
}
