import { describe, expect, it } from "vitest";
import type { SearchEngine, SearchHit, SearchRequest, SearchResult } from "../engine";
import { fillPage, placePins } from "../place-pins";
import { requestFor } from "../request-for";
import { arrangeWindow, type Facts } from "./arrange-window";
import { merchandised } from "./merchandise";
import { type Boost, mergePins, type SearchRule } from "./rule";

const card = (productId: string): SearchHit => ({
  productId,
  merchantName: "",
  brand: "",
  title: productId,
  path: "",
  picture: null,
  hue: 0,
  price: { amount: 1, currency: "USD" },
  priceVaries: false,
  compareAt: null,
  swatches: [],
  inStock: true,
  stock: 1,
  isNew: false,
  isBestSeller: false,
  rating: null,
  ratingCount: 0,
  titleMatches: [],
});

const merchants = ["m0", "m1", "m2"];
const brands = ["brand:a", "brand:b", "brand:c"];

/** Products p0…; every third is of the same merchant, every second brand of the three in turn. */
const factsOf = (id: string): Facts => {
  const number = Number(id.slice(1));
  return {
    productId: id,
    merchantId: merchants[number % 3] ?? "",
    lineage: [number % 2 ? "odd" : "even"],
    facets: [brands[Math.floor(number / 2) % 3] ?? ""],
  };
};

/** An engine whose answer to any words is p0, p1, …; a price filter keeps the first so many of them. */
function engineOf(count: number): SearchEngine {
  const answer = async ({ page, pageSize, pins = [], filters, text }: SearchRequest): Promise<SearchResult> => {
    const all = Array.from({ length: Math.min(count, filters.priceMax ?? count) }, (_, n) => `p${n}`);
    const present = pins.filter(({ productId }) => all.includes(productId));
    const others = all.filter((id) => !present.some(({ productId }) => productId === id));
    const pages = Math.ceil(all.length / pageSize);
    const shown = Math.min(page, Math.max(1, pages));
    const { offset, limit, places } = placePins(present, others.length, shown, pageSize);
    const ids = fillPage(others.slice(offset, offset + limit), places);
    return {
      total: all.length,
      page: shown,
      pages,
      hits: ids.map(card),
      facets: [],
      categories: [],
      price: null,
      inStockCount: 0,
      ...(text === "haedphones" ? { correctedText: "headphones" } : {}),
    };
  };
  const never = async () => {
    throw new Error("not asked for");
  };
  return { search: answer, suggest: never, facetValues: never, categoryCounts: never };
}

const ruleOf = (rest: Partial<SearchRule>): SearchRule => ({
  ruleId: "r",
  merchantId: null,
  language: null,
  query: "x",
  match: "exact",
  target: null,
  pins: [],
  boosts: [],
  active: true,
  startsAt: null,
  endsAt: null,
  updatedAt: new Date(0),
  ...rest,
});

async function readAll(engine: SearchEngine, rest: Partial<SearchRequest> = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const result = await engine.search(requestFor("en", "x", { page, ...rest }));
    expect(result.page).toBe(Math.min(page, Math.max(1, result.pages)));
    pages = result.pages;
    ids.push(...result.hits.map(({ productId }) => productId));
  }
  return ids;
}

const shopOf = (engine: SearchEngine, rules: SearchRule[] | ((text: string) => SearchRule[])) =>
  merchandised(engine, {
    rulesFor: async (_, text) => (typeof rules === "function" ? rules(text) : rules),
    readFacts: async (ids) => new Map(ids.map((id) => [id, factsOf(id)])),
  });

/** Numbers that look like chance and are the same every time. */
function chances(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function* worlds(): Generator<{ count: number; pageSize: number; rules: SearchRule[] }> {
  const chance = chances(11);
  for (let round = 0; round < 120; round++) {
    const count = chance(260);
    const pins = () =>
      mergePins([
        Array.from({ length: chance(6) }, () => ({ productId: `p${chance(280)}`, position: 1 + chance(96) })),
      ]);
    const boosts = (): Boost[] =>
      Array.from({ length: chance(4) }, () => ({
        on: "brand" as const,
        key: brands[chance(3)] ?? "",
        strength: (["far_up", "up", "down", "far_down"] as const)[chance(4)] ?? "up",
      }));
    const rules = Array.from({ length: chance(4) }, (_, n) =>
      ruleOf({ ruleId: `r${n}`, merchantId: merchants[chance(5)] ?? null, pins: pins(), boosts: boosts() }),
    );
    yield { count, pageSize: 1 + chance(40), rules };
  }
}

describe("the law of a list with rules", () => {
  it("every product once, on pages of full length; pins of the shop at their places", async () => {
    for (const { count, pageSize, rules } of worlds()) {
      const engine = engineOf(count);
      const seen = await readAll(shopOf(engine, rules), { pageSize });
      expect(seen.toSorted()).toEqual(Array.from({ length: count }, (_, n) => `p${n}`).toSorted());
      const pins = mergePins(rules.filter((rule) => !rule.merchantId).map((rule) => rule.pins));
      const present = pins.filter(({ productId }) => seen.includes(productId));
      for (const [before, { productId, position }] of present.entries())
        expect(seen.indexOf(productId)).toBe(Math.min(position - 1, count - present.length + before));
    }
  });

  it("respects filters: the same list as without rules, in another order", async () => {
    for (const { count, pageSize, rules } of worlds()) {
      const filters = { facets: {}, priceMax: 50 };
      const engine = engineOf(count);
      const seen = await readAll(shopOf(engine, rules), { pageSize, filters });
      expect(seen.toSorted()).toEqual((await readAll(engine, { pageSize, filters })).toSorted());
    }
  });

  it("a merchant's rules move no product of another", async () => {
    for (const { count, pageSize, rules } of worlds()) {
      const engine = engineOf(count);
      const without = await readAll(
        shopOf(
          engine,
          rules.filter((rule) => !rule.merchantId),
        ),
        { pageSize },
      );
      const others = rules.filter((rule) => !rule.merchantId || rule.merchantId === "m1");
      const seen = await readAll(shopOf(engine, others), { pageSize });
      for (const [place, id] of without.entries()) if (factsOf(id).merchantId !== "m1") expect(seen[place]).toBe(id);
    }
  });

  it("leaves lists alone whose order the shopper chose, and those without words", async () => {
    const rules = [ruleOf({ boosts: [{ on: "brand", key: "brand:c", strength: "far_up" }] })];
    const shop = shopOf(engineOf(60), rules);
    const plain = Array.from({ length: 60 }, (_, n) => `p${n}`);
    expect(await readAll(shop)).not.toEqual(plain);
    expect(await readAll(shop, { sort: "price-asc" })).toEqual(plain);
    expect(await readAll(shop, { text: "" })).toEqual(plain);
  });

  it("holds for a misspelling what holds for the word", async () => {
    const rule = ruleOf({ pins: [{ productId: "p9", position: 1 }] });
    const shop = shopOf(engineOf(30), (text) => (text === "headphones" ? [rule] : []));
    const result = await shop.search(requestFor("en", "haedphones"));
    expect(result.correctedText).toBe("headphones");
    expect(result.hits[0]?.productId).toBe("p9");
  });
});

describe("arranging", () => {
  const ids = Array.from({ length: 30 }, (_, n) => `p${n}`);
  const facts = new Map(ids.map((id) => [id, factsOf(id)]));
  const arrange = (rules: SearchRule[], fixed: string[] = []) => arrangeWindow(ids, facts, new Set(fixed), rules);

  it("divides places by the strength, and sends what is buried to the end", () => {
    const up = arrange([ruleOf({ boosts: [{ on: "product", key: "p23", strength: "far_up" }] })]);
    expect(up.indexOf("p23")).toBe(2);
    const down = arrange([ruleOf({ boosts: [{ on: "merchant", key: "m0", strength: "far_down" }] })]);
    expect(down.slice(-10).every((id) => factsOf(id).merchantId === "m0")).toBe(true);
    expect(arrange([ruleOf({ boosts: [{ on: "category", key: "no-such", strength: "up" }] })])).toEqual(ids);
  });

  it("moves no pin", () => {
    const buried = arrange([ruleOf({ boosts: [{ on: "category", key: "even", strength: "far_down" }] })], ["p0", "p4"]);
    expect(buried[0]).toBe("p0");
    expect(buried[4]).toBe("p4");
  });

  it("gives a merchant's places to its products as it pins them", () => {
    const arranged = arrange([ruleOf({ merchantId: "m1", pins: [{ productId: "p28", position: 1 }] })]);
    expect(arranged[1]).toBe("p28");
    expect(arranged[4]).toBe("p1");
    expect(arranged[28]).toBe("p25");
    const foreign = arrange([ruleOf({ merchantId: "m1", pins: [{ productId: "p27", position: 1 }] })]);
    expect(foreign).toEqual(ids);
  });
});

it("merged pins keep each product once and each place once, the first rule's first", () => {
  const merged = mergePins([
    [
      { productId: "a", position: 1 },
      { productId: "b", position: 3 },
    ],
    [
      { productId: "c", position: 1 },
      { productId: "a", position: 2 },
      { productId: "d", position: 3 },
    ],
  ]);
  expect(merged).toEqual([
    { productId: "a", position: 1 },
    { productId: "c", position: 2 },
    { productId: "b", position: 3 },
    { productId: "d", position: 4 },
  ]);
});

it("merged pins stay within the first places: past the last the next free one is before it", () => {
  const last = Array.from({ length: 3 }, (_, n) => ({ productId: `p${n}`, position: 95 }));
  expect(mergePins([last])).toEqual([
    { productId: "p2", position: 94 },
    { productId: "p0", position: 95 },
    { productId: "p1", position: 96 },
  ]);
  const many = Array.from({ length: 100 }, (_, n) => ({ productId: `p${n}`, position: 1 + (n % 24) }));
  expect(mergePins([many]).map(({ position }) => position)).toEqual(Array.from({ length: 96 }, (_, n) => n + 1));
});
