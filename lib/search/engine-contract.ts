import { expect, it } from "vitest";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { acceptance, acceptedWithin, ranked, refused } from "@/lib/search/acceptance";
import { holdBrands } from "@/lib/search/contract-brands";
import { type Coded, holdCodes } from "@/lib/search/contract-codes";
import { holdCompounds } from "@/lib/search/contract-compounds";
import { type Counted, holdCounts } from "@/lib/search/contract-counts";
import { holdFacet } from "@/lib/search/contract-facet";
import { holdHeads } from "@/lib/search/contract-heads";
import { holdMarks } from "@/lib/search/contract-marks";
import { holdNames } from "@/lib/search/contract-names";
import { holdPins } from "@/lib/search/contract-pins";
import { holdRank } from "@/lib/search/contract-rank";
import { holdRelaxation } from "@/lib/search/contract-relaxation";
import type { Filters, SearchEngine, SearchRequest, SearchResult } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

/** Run by each engine's own test over the same demo catalog. */
export function holdContract(engine: () => SearchEngine, coded: Coded, counted: Counted): void {
  const search = (language: Language, text: string, rest?: Partial<SearchRequest>): Promise<SearchResult> =>
    engine().search(requestFor(language, text, rest));

  for (const language of languageCodes) {
    for (const [kind, asked] of Object.entries(acceptance[language] ?? {})) {
      it.each(Object.entries(asked))(`${language} ${kind}: “%s”`, async (text, expected) => {
        const { hits } = await search(language, text);
        const titles = hits.slice(0, acceptedWithin).map(({ title }) => title);
        for (const title of expected) expect(titles).toContain(title);
      });
    }
    it.each(Object.entries(ranked[language] ?? {}))(`${language}: “%s” shows %j in this order`, async (text, order) => {
      const { hits } = await search(language, text, { pageSize: 96 });
      const titles = hits.map(({ title }) => title).filter((title) => order.includes(title));
      expect(titles).toEqual(order);
    });
    it.each(Object.entries(refused[language] ?? {}))(`${language}: “%s” does not show %s`, async (text, unwanted) => {
      const { total, hits } = await search(language, text, { pageSize: 96 });
      expect(total).toBe(hits.length);
      const titles = hits.map(({ title }) => title);
      for (const title of unwanted) expect(titles).not.toContain(title);
    });
  }

  it("says what it searched for instead of a misspelling, and nothing when the words were right", async () => {
    expect((await search("en", "haedphones")).correctedText).toBe("headphones");
    expect((await search("en", "wireles headphones")).correctedText).toBe("wireless headphones");
    expect(await search("en", "headphones")).not.toHaveProperty("correctedText");
  });

  it("finds what is written in one word or in two", async () => {
    const whole = await search("en", "headphones");
    expect((await search("en", "head phones")).hits.map(({ productId }) => productId)).toEqual(
      whole.hits.map(({ productId }) => productId),
    );
    expect((await search("en", "rainjacket")).total).toBeGreaterThan(0);
  });

  holdRelaxation(engine);
  holdPins(engine);
  holdCodes(engine, coded);
  holdMarks(engine);
  holdRank(engine);
  holdCounts(engine, counted);

  it("is honest when there is nothing", async () => {
    expect(await search("en", "zzzzqqqx")).toMatchObject({ total: 0, pages: 0, hits: [], facets: [], price: null });
  });

  it("takes an unfinished last word for its beginning", async () => {
    expect((await search("en", "wireless headph")).hits[0]?.title).toMatch(/headphones/);
  });

  it.each([
    "' or 1=1; drop table product; --",
    "& | ! ( ) :* <-> \\",
    '"',
    "((((",
    "a".repeat(10_000),
    "🫖🫖🫖",
    "\u0000",
    "%",
    "_",
    "the",
    "*:*",
    "-- ",
    "१२३",
    "..",
    "ー",
    "ﾞ",
  ])("survives %j", async (text) => {
    const result = await search("en", text);
    expect(result.total).toBeGreaterThanOrEqual(0);
    expect(await search("ja", text)).toHaveProperty("hits");
  });

  it("pages through everything once, in a stable order", async () => {
    for (const sort of ["relevance", "price-asc", "price-desc", "newest", "best-selling"] as const) {
      const seen: string[] = [];
      const { pages, total } = await search("en", "", { sort, pageSize: 100 });
      for (let page = 1; page <= pages; page++)
        seen.push(...(await search("en", "", { sort, page, pageSize: 100 })).hits.map(({ productId }) => productId));
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
    }
  });

  it("orders by price", async () => {
    const up = (await search("de", "", { sort: "price-asc" })).hits.map(({ price }) => price.amount);
    expect(up).toEqual(up.toSorted((a, b) => a - b));
    const down = (await search("de", "", { sort: "price-desc" })).hits.map(({ price }) => price.amount);
    expect(down).toEqual(down.toSorted((a, b) => b - a));
  });

  it("shows what is alike by the order of ids, so that the other engine may answer the next page", async () => {
    const alike = (rows: { productId: string; amount: number }[]) =>
      rows.filter(({ amount }, at) => amount === rows[at - 1]?.amount || amount === rows[at + 1]?.amount);
    for (const [sort, direction] of [["price-asc", 1] as const, ["price-desc", -1] as const]) {
      const { hits } = await search("en", "", { sort, pageSize: 500 });
      const rows = hits.map(({ productId, price: { amount } }) => ({ productId, amount }));
      expect(alike(rows).length).toBeGreaterThan(2);
      const order = rows.toSorted((a, b) => direction * (a.amount - b.amount || (a.productId < b.productId ? -1 : 1)));
      expect(rows).toEqual(order);
    }
  });

  it("shows the last page to who asks past it", async () => {
    const result = await search("en", "headphones", { page: 400 });
    expect(result.page).toBe(result.pages);
    expect(result.hits.length).toBeGreaterThan(0);
  });

  it("finds nothing under a filter no product has, and still names it", async () => {
    const result = await search("en", "", { filters: { facets: { color: ["no-such"], "no-such": ["x"] } } });
    expect(result.total).toBe(0);
    const chosen = result.facets.flatMap(({ key, values }) =>
      values.filter(({ selected }) => selected).map((value) => `${key}:${value.key}`),
    );
    expect(chosen.toSorted()).toEqual(["color:no-such", "no-such:x"]);
  });

  it("tells of the filters, not of other words, when only they are in the way", async () => {
    const result = await search("en", "headphones", { filters: { facets: {}, priceMin: 90_000_000 } });
    expect(result).toMatchObject({ total: 0 });
    expect(result).not.toHaveProperty("relaxed");
    expect(result.price?.max).toBeLessThan(90_000_000);
  });

  it("completes a beginning with products whose title has it", async () => {
    const cards = await engine().suggest({ language: "en", currency: "USD", prefix: "wireless he", limit: 3 });
    expect(cards.length).toBeGreaterThan(0);
    for (const { title } of cards) expect(title).toMatch(/wireless/i);
    expect(await engine().suggest({ language: "en", currency: "USD", prefix: "'):*", limit: 3 })).toEqual([]);
  });

  it("completes a name that is typed in one with its number, which titles have apart", async () => {
    const cards = await engine().suggest({ language: "en", currency: "USD", prefix: "laptop margin13", limit: 3 });
    expect(cards.map(({ title }) => title)).toEqual(["Margin 13 student laptop"]);
  });

  it("completes what no title has with products that say it elsewhere", async () => {
    const cards = await engine().suggest({ language: "en", currency: "USD", prefix: "halden aud", limit: 3 });
    expect(cards.length).toBeGreaterThan(0);
    for (const { title } of cards) expect(title).not.toMatch(/halden/i);
  });

  holdFacet(engine);

  it("counts the categories below a list as the list does, filters and words included", async () => {
    const open = await search("en", "");
    const { facets, hits: _, ...rest } = open;
    expect(await engine().categoryCounts(requestFor("en", ""))).toEqual(rest.categories);
    const categoryId = rest.categories[0]?.categoryId ?? "";
    const color = facets.find(({ key }) => key === "color")?.values[0]?.key ?? "";
    const lists: [text: string, filters: Filters][] = [
      ["", { facets: {} }],
      ["", { facets: { color: [color] }, inStock: true }],
      ["bag", { facets: {} }],
    ];
    for (const [text, filters] of lists) {
      const request = { categoryId, filters };
      const { categories } = await search("en", text, request);
      expect(await engine().categoryCounts(requestFor("en", text, request))).toEqual(categories);
    }
  });

  holdHeads(engine, counted);
  holdCompounds(engine, counted);
  holdNames(engine, counted);
  holdBrands(engine, counted);
}
