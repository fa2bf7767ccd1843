import { describe, expect, it } from "vitest";
import type { FacetValuesRequest, SearchEngine } from "@/lib/search/engine";
import { toHiragana } from "@/lib/search/fold-word";
import { requestFor } from "@/lib/search/request-for";

/** A facet's values, listed and searched by themselves. A part of the contract. */
export function holdFacet(engine: () => SearchEngine): void {
  describe("a long facet", () => {
    const list = requestFor("en", "");
    const values = async (facet: string, contains: string, rest: Partial<FacetValuesRequest> = {}) =>
      engine().facetValues({ list, facet, contains, limit: 500, ...rest });

    it("lists every value, as often as the list's own facet says and as many", async () => {
      const { facets } = await engine().search(requestFor("en", ""));
      for (const facet of facets) {
        const all = await values(facet.key, "");
        expect(all.total).toBe(facet.valueCount);
        expect(all.values).toHaveLength(facet.valueCount);
        const counts = new Map(all.values.map(({ key, count }) => [key, count]));
        for (const { key, count } of facet.values)
          expect([facet.key, key, counts.get(key)]).toEqual([facet.key, key, count]);
      }
    });

    it("finds values by their beginning, in any case, accents and width aside", async () => {
      const { values: brands } = await values("brand", "");
      for (const { label } of brands.slice(0, 12)) {
        const beginning = label.slice(0, 4).trim();
        const plain = beginning.normalize("NFD").replace(/\p{M}/gu, "");
        for (const typed of [beginning, plain.toUpperCase(), plain.toLowerCase()]) {
          expect((await values("brand", typed)).values.map((value) => value.label)).toContain(label);
        }
      }
      const blue = (
        await engine().facetValues({ list: requestFor("ja", ""), facet: "color", contains: "", limit: 500 })
      ).values;
      const kana = blue.find(({ label }) => /^[\u30a1-\u30f6ー]{2,}$/.test(label));
      const hiragana = toHiragana(kana?.label ?? "");
      const found = await engine().facetValues({
        list: requestFor("ja", ""),
        facet: "color",
        contains: hiragana,
        limit: 500,
      });
      expect(kana).toBeDefined();
      expect(found.values.map(({ key }) => key)).toContain(kana?.key);
    });

    it("leaves its own choice out of its counts, and no other filter", async () => {
      const { values: brands } = await values("brand", "");
      const chosen = brands[0]?.key ?? "";
      const narrowed = { ...list, filters: { facets: { brand: [chosen] } } };
      const again = (await values("brand", "", { list: narrowed })).values;
      expect(again.length).toBe(brands.length);
      expect(again.filter(({ selected }) => selected).map(({ key }) => key)).toEqual([chosen]);
      const colors = await values("color", "", { list: narrowed });
      const { facets } = await engine().search(requestFor("en", "", { filters: narrowed.filters }));
      const color = facets.find(({ key }) => key === "color");
      if (color) expect(colors.total).toBe(color.valueCount);
      expect(colors.total).toBeLessThan((await values("color", "")).total);
    });

    it("is narrowed by the list's words, mended as the list mends them", async () => {
      const right = await values("brand", "", { list: requestFor("en", "headphones") });
      const wrong = await values("brand", "", { list: requestFor("en", "haedphones") });
      expect(right.total).toBeGreaterThan(0);
      expect(wrong.values.map(({ key }) => key)).toEqual(right.values.map(({ key }) => key));
      expect((await values("brand", "", { list: requestFor("en", "zzzzqqqx") })).values).toEqual([]);
    });

    it.each(["no-such", "brand'; --", "edition", ""])("has nothing to list for %j", async (facet) => {
      expect(await values(facet, "")).toEqual({ values: [], total: 0 });
    });

    it.each(["%", "_", "\\", "'", "🫖", "a".repeat(500)])("survives %j in its field", async (contains) => {
      expect((await values("brand", contains)).total).toBeGreaterThanOrEqual(0);
    });

    it("sends no more than it is asked for, and says how many there are", async () => {
      const { values: two, total } = await values("brand", "", { limit: 2 });
      expect(two).toHaveLength(2);
      expect(total).toBe((await values("brand", "")).total);
    });
  });
}
