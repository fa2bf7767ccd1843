import { expect, it } from "vitest";
import { countRows } from "./count-facets";
import { requestFor } from "./request-for";

const row = (...cells: string[]) => cells.join("\u001f");
const written = [
  row("500", "1", "", "a", "Halden", "constructor:lego", "color:red"),
  row("900", "0", "", "a", "Halden", "constructor:duplo", "color:red"),
  row("700", "1", "color", "b", "Halden", "constructor:lego", "color:blue"),
].join("\u001e");

it("counts a property by whatever name a merchant gave it, and a chosen one's other values", () => {
  const request = requestFor("en", "", { filters: { facets: { color: ["red"] } } });
  const counts = countRows({ request, terms: [], mode: "all" }, written, new Set(["constructor"]));
  expect(counts).toMatchObject({ total: 2, inStock: 1, categories: [{ categoryId: "a", count: 2 }] });
  expect(counts.values.map(({ facet, value, count, selected }) => [facet, value, count, selected])).toEqual([
    ["constructor", "duplo", 1, false],
    ["constructor", "lego", 1, false],
    ["color", "red", 2, true],
    ["color", "blue", 1, false],
  ]);
});
