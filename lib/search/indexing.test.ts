import { expect, it } from "vitest";
import { indexingOf } from "@/lib/search/indexing";
import { parseSearchParams, readQuery, toSearchParams } from "@/lib/search/url";

const usd = { language: "en", currency: "USD" } as const;

it.each([
  ["", true, ""],
  ["page=3", true, "page=3"],
  ["f=color:sage", true, "f=color:sage"],
  ["f=color:sage&page=2", true, "f=color:sage&page=2"],
  ["sort=price-asc", true, ""],
  ["stock=1&sort=newest&page=2", true, "page=2"],
  ["f=color:sage&stock=1", true, "f=color:sage"],
  ["f=color:sage&f=color:sand", false, ""],
  ["f=color:sage&f=size:m", false, ""],
  ["price=40-260", false, ""],
  ["f=color:sage&price=-100&page=2", false, ""],
])("?%s: indexed %s, as ?%s", (query, index, canonical) => {
  const state = parseSearchParams(readQuery(new URLSearchParams(query)), usd);
  const told = indexingOf(state, 50);
  expect([told.index, toSearchParams(told.canonical, usd)]).toEqual([index, canonical]);
});

it("leaves out a list that holds nothing, such as one of a value nobody has", () => {
  const { filters, page } = parseSearchParams({ f: "color:nonsense" }, usd);
  expect(indexingOf({ filters, page }, 0).index).toBe(false);
});
