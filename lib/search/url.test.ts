import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageMax } from "@/lib/search/count-pages";
import { sorts } from "@/lib/search/engine";
import {
  cleanText,
  type ListState,
  parseSearchParams,
  type RawSearchParams,
  readQuery,
  toSearchParams,
} from "@/lib/search/url";

const usd = { language: "en", currency: "USD" } as const;
const yen = { language: "ja", currency: "JPY" } as const;
const dinar = { language: "en", currency: "KWD" } as const;

const read = (query: string): RawSearchParams => readQuery(new URLSearchParams(query));

const plain: ListState = { text: "", filters: { facets: {} }, sort: "relevance", page: 1 };

describe("a list's state in its URL", () => {
  it("comes back as it was written, in any currency", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
    const value = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,12}$/);
    const facets = fc.dictionary(
      key,
      fc.uniqueArray(value, { minLength: 1, maxLength: 4 }).map((values) => values.toSorted()),
      { maxKeys: 5 },
    );
    const price = fc
      .tuple(fc.integer({ min: 1, max: 9_000_000 }), fc.integer({ min: 1, max: 9_000_000 }))
      .map(([a, b]) => ({ priceMin: Math.min(a, b), priceMax: Math.max(a, b) }));
    const state = fc.record({
      text: fc.string({ maxLength: 40, unit: "grapheme" }).map(cleanText),
      category: fc.option(fc.stringMatching(/^[a-z][a-z0-9/-]{0,20}$/), { nil: undefined }),
      filters: fc
        .tuple(facets, fc.option(price, { nil: {} }), fc.boolean())
        .map(([given, bounds, inStock]) => ({ facets: given, ...bounds, ...(inStock ? { inStock } : {}) })),
      sort: fc.constantFrom(...sorts),
      page: fc.integer({ min: 1, max: pageMax }),
    });
    fc.assert(
      fc.property(state, fc.constantFrom(usd, yen), ({ category, ...rest }, market) => {
        const given: ListState = { ...rest, ...(category === undefined ? {} : { category }) };
        expect(parseSearchParams(read(toSearchParams(given, market)), market)).toEqual(given);
      }),
    );
  });

  it("has one URL, whatever the order it was chosen in", () => {
    const one = toSearchParams({ filters: { facets: { size: ["m", "l"], color: ["sage"] } } }, usd);
    const other = toSearchParams({ filters: { facets: { color: ["sage"], size: ["l", "m"] } } }, usd);
    expect(one).toBe(other);
    expect(one).toBe("f=color:sage&f=size:l&f=size:m");
    expect(toSearchParams(plain, usd)).toBe("");
  });

  it("filters by properties in any script, as imports name them", () => {
    const facets = { フレーバー: ["ほうじ茶"], [`a${"-long".repeat(16)}`]: [`b${"-long".repeat(16)}-2`] };
    expect(parseSearchParams(read(toSearchParams({ filters: { facets } }, yen)), yen).filters).toEqual({ facets });
  });

  it("writes prices as the market does", () => {
    expect(toSearchParams({ filters: { facets: {}, priceMin: 4000, priceMax: 26050 } }, usd)).toBe("price=40-260.50");
    expect(toSearchParams({ filters: { facets: {}, priceMin: 4000 } }, yen)).toBe("price=4000-");
    expect(parseSearchParams({ price: "40-260" }, usd).filters).toEqual({
      facets: {},
      priceMin: 4000,
      priceMax: 26_000,
    });
    expect(parseSearchParams({ price: "260-40" }, usd).filters).toEqual({
      facets: {},
      priceMin: 4000,
      priceMax: 26_000,
    });
    expect(parseSearchParams({ price: "12.50-20" }, yen).filters).toEqual({ facets: {}, priceMin: 12, priceMax: 20 });
  });

  it.each([
    ["40.125-50", usd, { priceMin: 4012, priceMax: 5000 }],
    ["12.500-", usd, { priceMin: 1250 }],
    ["-99.995", usd, { priceMax: 9999 }],
    ["1.500-2.000", yen, { priceMin: 1, priceMax: 2 }],
    ["1.500-2.250", dinar, { priceMin: 1500, priceMax: 2250 }],
  ] as const)("reads a range in one parameter as plain decimals, never as grouped: %s", (price, market, expected) => {
    expect(parseSearchParams({ price }, market).filters).toEqual({ facets: {}, ...expected });
  });

  it.each([
    ["40", "", { priceMin: 4000 }],
    ["12,50", "1.200,50 €", { priceMin: 1250, priceMax: 120_050 }],
    ["1,200.50", "$1,300", { priceMin: 120_050, priceMax: 130_000 }],
    ["1.200", "1 300", { priceMin: 120_000, priceMax: 130_000 }],
    ["1.234.567", "", { priceMin: 99_999_999 }],
    ["１２．５０", "２，０００", { priceMin: 1250, priceMax: 200_000 }],
    ["١٢٫٥", "١٬٢٠٠", { priceMin: 1250, priceMax: 120_000 }],
    ["12.", "-5", { priceMin: 1200 }],
    ["99999999999", "", { priceMin: 99_999_999 }],
    ["5", "99999999999", { priceMin: 500 }],
    ["99999999999", "5", { priceMin: 500 }],
    ["a few", "1e3", {}],
  ])("reads the two fields as people type them: %s and %s", (from, to, expected) => {
    const { facets: _, ...price } = parseSearchParams({ price: [from, to] }, usd).filters;
    expect(price).toEqual(expected);
  });

  it("reads yen without decimals, as it is written", () => {
    const { filters } = parseSearchParams({ price: ["１，２００円", "￥12,000"] }, yen);
    expect(filters).toEqual({ facets: {}, priceMin: 1200, priceMax: 12_000 });
  });
});

describe("whatever a stranger puts there", () => {
  const hostile: [string, RawSearchParams][] = [
    ["a page past all pages", { page: "1000000000" }],
    ["a page that is none", { page: ["-1", "2"] }],
    ["a page that is not a number", { page: "NaN" }],
    ["an unknown order", { sort: "price; drop table product" }],
    ["an order that every object has", { sort: "constructor" }],
    ["filters without a colon", { f: ["color", ":", "color:", ":sage", "Color:sage", "a b:c", "'; --:x"] }],
    ["a price of words", { price: "cheap-dear" }],
    ["a price up to more than there is money", { price: "-99999999999999999999" }],
    ["stock that is no yes", { stock: ["maybe", "1"] }],
    ["a category that is a path or a script", { category: "../../etc" }],
    ["categories by the dozen", { category: ["'--", "b"] }],
    ["nothing at all", {}],
  ];
  it.each(hostile)("%s becomes the default", (_, params) => {
    expect(parseSearchParams(params, usd)).toEqual(plain);
  });

  it("loses controls, half characters and length, and keeps what was meant", () => {
    expect(cleanText("  tea\u0000 \u202epot\ud800\n ")).toBe("tea pot");
    expect(Array.from(cleanText("🫖".repeat(10_000)))).toHaveLength(120);
    expect(parseSearchParams({ q: ["tea", "coffee"] }, usd).text).toBe("tea");
  });

  it("asks for no more filters than a shopper could", () => {
    const asked = (facetCount: number) => {
      const f = Array.from({ length: 5_000 }, (_, index) => `facet${index % facetCount}:value-${index}`);
      return Object.values(parseSearchParams({ f }, usd).filters.facets);
    };
    expect(asked(200)).toHaveLength(20);
    expect(asked(20).flat()).toHaveLength(100);
    expect(asked(1)[0]).toHaveLength(100);
  });

  it("cannot reach an object's own names", () => {
    const { facets } = parseSearchParams({ f: ["__proto__:x", "constructor:y"] }, usd).filters;
    expect(Object.getPrototypeOf(facets)).toBe(Object.prototype);
    expect(Object.keys(facets)).toEqual(["constructor"]);
  });

  it("never throws", () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
    fc.assert(
      fc.property(
        fc.record({ q: value, category: value, f: value, price: value, stock: value, sort: value, page: value }),
        (params) => {
          parseSearchParams(params, usd);
        },
      ),
    );
  });
});

describe("a price that is said in words", () => {
  const german = { language: "de", currency: "EUR" } as const;

  it.each([
    ["headphones under 100", usd, "headphones", 10_000],
    ["gift under $49.50 for mom", usd, "gift for mom", 4_950],
    ["tea up to 20 dollars", usd, "tea", 2_000],
    ["Laptop unter 500", german, "Laptop", 50_000],
    ["Laptop unter 1.000 €", german, "Laptop", 100_000],
    ["Laptop unter 1.000", german, "Laptop", 100_000],
    ["Laptop max. 800 Euro", german, "Laptop", 80_000],
    ["laptop under $1,250.50", usd, "laptop", 125_050],
    ["laptop under 1,000", usd, "laptop", 100_000],
    ["Kopfhörer bis 99,90 €", german, "Kopfhörer", 9_990],
    ["5000円以下のヘッドホン", yen, "ヘッドホン", 5_000],
    ["５０００円以下の財布", yen, "財布", 5_000],
    ["1万5千円以内 テント", yen, "テント", 15_000],
    ["五千円以下のギフト", yen, "ギフト", 5_000],
    ["予算3,000円 おもちゃ", yen, "おもちゃ", 3_000],
    ["¥3000以下 靴", yen, "靴", 3_000],
  ] as const)("“%s” is a filter", (q, market, text, priceMax) => {
    const state = parseSearchParams({ q }, market);
    expect([state.text, state.filters.priceMax]).toEqual([text, priceMax]);
    const { said, ...shared } = state;
    expect(said).toBe(q);
    expect(parseSearchParams(read(toSearchParams(state, market)), market)).toEqual(shared);
  });

  it.each([
    ["5000円以上の掃除機", "掃除機", 5_000, undefined],
    ["3千円から5千円の財布", "財布", 3_000, 5_000],
    ["3,000円〜5,000円 財布", "財布", 3_000, 5_000],
    ["1000円台 日焼け止め", "日焼け止め", 1_000, 1_999],
    ["3000円以上5000円以下 リュック", "リュック", 3_000, 5_000],
    ["3000円以上で、5000円以下のリュック", "リュック", 3_000, 5_000],
    ["リュック 5千円以下 3千円以上", "リュック", 3_000, 5_000],
    ["3~5千円 財布", "財布", 3_000, 5_000],
    ["1〜2万円の財布", "財布", 10_000, 20_000],
    ["1.5〜2万5千円の財布", "財布", 15_000, 25_000],
    ["5千~1万円 財布", "財布", 5_000, 10_000],
    ["1万5千から2万円の財布", "財布", 15_000, 20_000],
    ["500〜1万円 財布", "財布", 500, 10_000],
  ] as const)("“%s” has a lower end", (q, text, priceMin, priceMax) => {
    const state = parseSearchParams({ q }, yen);
    expect([state.text, state.filters.priceMin, state.filters.priceMax]).toEqual([text, priceMin, priceMax]);
  });

  it.each([
    ["tent under 2 kg", usd],
    ["toys for kids under 12", usd],
    ["air max 90", usd],
    ["Zelt bis 4 Personen", german],
    ["Regal bis 100", german],
    ["underwear", usd],
    ["単3電池 10本", yen],
    ["3歳から", yen],
  ] as const)("“%s” says none", (q, market) => {
    expect(parseSearchParams({ q }, market)).toMatchObject({ text: q, filters: { facets: {} } });
    expect(parseSearchParams({ q }, market).filters).not.toHaveProperty("priceMax");
  });

  it("gives way to a price that was chosen, and to words that are meant as typed", () => {
    expect(parseSearchParams({ q: "tea under 50", price: "-20" }, usd)).toMatchObject({
      text: "tea under 50",
      filters: { priceMax: 2_000 },
    });
    expect(parseSearchParams({ q: "tea under 50", exact: "1" }, usd).text).toBe("tea under 50");
  });
});
