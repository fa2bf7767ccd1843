import type { CategoryNode } from "@/lib/catalog/category";
import type { CategoryCount } from "@/lib/search/engine";

export interface CategoryLink {
  name: string;
  href: string;
}

/** Where a list stands in the tree of categories, and where it can go from there. */
export interface CategorySteps {
  /** The categories above, from the top: each one tap up. */
  above: CategoryLink[];
  /** The list's own category; null when it is the whole shop's. */
  current: string | null;
  /** Below the list's category; beside it, itself among them, when nothing is below. */
  choices: (CategoryLink & { count: number; current: boolean })[];
}

interface Place {
  tree: readonly CategoryNode[];
  /** From a department down to the list's category; empty for the whole shop. */
  trail: readonly CategoryNode[];
  /** Counts of the categories below the list's, or beside it when it has none. */
  counts: readonly CategoryCount[];
  /** The list of a category with what is chosen kept; of every category for null. */
  href: (node: CategoryNode | null) => string;
  /** What the step out of every category is called; without it there is none. */
  all?: string;
}

export function categorySteps({ tree, trail, counts, href, all }: Place): CategorySteps {
  const current = trail.at(-1);
  const beside = current !== undefined && current.children.length === 0;
  const siblings = trail.length > 1 ? (trail.at(-2)?.children ?? []) : tree;
  const candidates = beside ? siblings : (current?.children ?? tree);
  const countOf = new Map(counts.map(({ categoryId, count }) => [categoryId, count]));
  const choices = candidates
    .map((node) => ({
      name: node.name,
      href: href(node),
      count: countOf.get(node.categoryId) ?? 0,
      current: node === current,
    }))
    .filter((choice) => choice.count > 0 || choice.current);
  return {
    above: [
      ...(all && current ? [{ name: all, href: href(null) }] : []),
      ...trail.slice(0, -1).map((node) => ({ name: node.name, href: href(node) })),
    ],
    current: current?.name ?? null,
    choices: beside ? choices : choices.toSorted((a, b) => b.count - a.count),
  };
}

/** The category whose children a list's category filter counts: its own, or the one above when it has none. */
export function countedCategory(trail: readonly CategoryNode[]): CategoryNode | undefined {
  const current = trail.at(-1);
  return current && current.children.length === 0 ? trail.at(-2) : current;
}
