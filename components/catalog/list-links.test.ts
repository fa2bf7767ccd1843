import { expect, it } from "vitest";
import { filteredPath } from "./filtered-path";
import { listHref } from "./list-links";

it("a list's links are its own addresses, which a crawler or a browser without script reads without being led on", () => {
  const filters = { facets: { color: ["sage"] } };
  expect(listHref("/en-US/c/audio", "en-US", { filters, page: 2 })).toBe("/en-US/c/audio?f=color:sage&page=2");
  expect(listHref("/en-US/c/audio", "en-US", { page: 1 })).toBe("/en-US/c/audio");
});

it("the router alone knows filtered lists by another path", () => {
  expect(filteredPath("/en-US/c/audio/headphones")).toBe("/en-US/browse/audio/headphones");
  expect(filteredPath("/en-US/search")).toBe("/en-US/search");
});
