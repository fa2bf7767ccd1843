import { expect, it } from "vitest";
import type { Pin, SearchEngine, SearchRequest } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

const pageSize = 6;

/** Pins stand at their places, and everything else once around them. A part of the contract. */
export function holdPins(engine: () => SearchEngine): void {
  const readAll = async (text: string, rest: Partial<SearchRequest> = {}) => {
    const ids: string[] = [];
    const totals = new Set<number>();
    for (let page = 1, pages = 1; page <= pages; page++) {
      const result = await engine().search(requestFor("en", text, { pageSize, page, ...rest }));
      pages = result.pages;
      totals.add(result.total);
      ids.push(...result.hits.map(({ productId }) => productId));
    }
    expect([...totals]).toEqual([ids.length]);
    return ids;
  };

  it("puts pins at their positions on any page, everything else once around them", async () => {
    const plain = await readAll("wireless");
    expect(plain.length).toBeGreaterThan(2 * pageSize);
    const pin = (from: number, position: number): Pin => ({
      productId: plain.at(from) ?? "",
      position,
      always: false,
    });
    const pins = [pin(-1, 1), pin(0, 2), pin(5, 7), pin(12, 8), pin(3, 9_999)];
    const seen = await readAll("wireless", { pins });

    for (const { productId, position } of pins)
      expect(seen.indexOf(productId)).toBe(Math.min(position, plain.length) - 1);
    const pinned = new Set(pins.map(({ productId }) => productId));
    expect(seen.filter((id) => !pinned.has(id))).toEqual(plain.filter((id) => !pinned.has(id)));
    expect(await readAll("wireless", { pins, sort: "price-asc" })).toEqual(
      await readAll("wireless", { sort: "price-asc" }),
    );
  });

  it("pins only what the words name, unless it stands there always", async () => {
    const plain = await readAll("teapot");
    const [stranger = ""] = await readAll("tent");
    expect(plain).not.toContain(stranger);
    const pin = (always: boolean) => [{ productId: stranger, position: 2, always }];
    expect(await readAll("teapot", { pins: pin(false) })).toEqual(plain);
    expect(await readAll("teapot", { pins: pin(true) })).toEqual(plain.toSpliced(1, 0, stranger));
    expect(await readAll("zzzzqqqx", { pins: pin(true) })).toEqual([stranger]);
    expect(await readAll("zzzzqqqx", { pins: pin(false) })).toEqual([]);
  });

  it("holds pins to the filters", async () => {
    const { hits } = await engine().search(requestFor("en", "headphones"));
    const [cheap, dear] = hits.toSorted((a, b) => a.price.amount - b.price.amount);
    const filters = { facets: {}, priceMax: cheap?.price.amount ?? 0 };
    const pins = [dear, cheap].map((hit, index) => ({
      productId: hit?.productId ?? "",
      position: index + 1,
      always: true,
    }));
    expect((await readAll("headphones", { pins, filters }))[0]).toBe(cheap?.productId);
    expect(await readAll("headphones", { pins, filters })).not.toContain(dear?.productId);
  });
}
