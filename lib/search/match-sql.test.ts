import { expect, test } from "vitest";
import type { Filters } from "./engine";
import { type Listing, missedMarks, score } from "./match-sql";
import { planQuery } from "./plan-query";
import { requestFor } from "./request-for";

const listing = (text: string): Listing => ({
  request: requestFor("en", text),
  terms: planQuery("en", text),
  mode: "anchored",
});

test("queries of up to three words, with other names for them or without, are weighed by one statement", () => {
  const texts = ["kettle", "sofa", "warm blanket", "laptop bag", "gift for mom", "red wool scarf"];
  expect(texts.map((text) => planQuery("en", text).length)).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(new Set(texts.map((text) => score(listing(text)).text)).size).toBe(1);
});

test("lists with up to two facets, a price or stock are filtered by one statement", () => {
  const filters: Filters[] = [
    { facets: { color: ["red"] } },
    { facets: { color: ["red", "blue"], brand: ["halden"] } },
    { facets: {}, priceMax: 500 },
    { facets: { color: [] }, inStock: true },
    { facets: { color: ["red"] }, priceMin: 100, priceMax: 500, inStock: true },
  ];
  expect(new Set(filters.map((each) => missedMarks(each).text)).size).toBe(1);
  expect(missedMarks({ facets: {} }).text).toBe("'{}'::text[]");
});
