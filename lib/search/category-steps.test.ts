import { describe, expect, it } from "vitest";
import type { CategoryNode } from "@/lib/catalog/category";
import { findTrailByKey } from "@/lib/catalog/find-trail";
import { categorySteps, countedCategory } from "./category-steps";

const node = (key: string, children: CategoryNode[] = []): CategoryNode => ({
  categoryId: `id ${key}`,
  parentId: null,
  key,
  name: key.toUpperCase(),
  description: "",
  path: key,
  hue: 0,
  imageKey: null,
  children,
});
const tree = [node("kitchen", [node("tea", [node("pots"), node("cups")]), node("knives")]), node("audio")];
const stepsAt = (key: string | null, counts: Record<string, number>) =>
  categorySteps({
    tree,
    trail: key ? findTrailByKey(tree, key) : [],
    counts: Object.entries(counts).map(([at, count]) => ({ categoryId: `id ${at}`, count })),
    href: (to) => `/${to?.key ?? ""}`,
    all: "Everything",
  });

describe("the category filter", () => {
  it("starts with the departments that have something, most first", () => {
    expect(stepsAt(null, { kitchen: 2, audio: 5 })).toEqual({
      above: [],
      current: null,
      choices: [
        { name: "AUDIO", href: "/audio", count: 5, current: false },
        { name: "KITCHEN", href: "/kitchen", count: 2, current: false },
      ],
    });
  });

  it("leads down to what is below and up every step there was", () => {
    expect(stepsAt("tea", { cups: 3 })).toEqual({
      above: [
        { name: "Everything", href: "/" },
        { name: "KITCHEN", href: "/kitchen" },
      ],
      current: "TEA",
      choices: [{ name: "CUPS", href: "/cups", count: 3, current: false }],
    });
  });

  it("leads aside where nothing is below, itself among them even when it is empty", () => {
    const { above, choices } = stepsAt("pots", { cups: 3 });
    expect(above.map(({ name }) => name)).toEqual(["Everything", "KITCHEN", "TEA"]);
    expect(choices).toEqual([
      { name: "POTS", href: "/pots", count: 0, current: true },
      { name: "CUPS", href: "/cups", count: 3, current: false },
    ]);
    expect(stepsAt("audio", { audio: 1, kitchen: 4 }).choices.map(({ name }) => name)).toEqual(["KITCHEN", "AUDIO"]);
  });

  it("counts what is below, or what is beside where nothing is", () => {
    expect(countedCategory(findTrailByKey(tree, "tea"))?.key).toBe("tea");
    expect(countedCategory(findTrailByKey(tree, "pots"))?.key).toBe("tea");
    expect(countedCategory(findTrailByKey(tree, "audio"))).toBeUndefined();
    expect(countedCategory([])).toBeUndefined();
  });
});
