import type { CategoryNode } from "./category";

/** The way from a department down to a category, both included; empty when the tree has no such category. */
export function findTrail(tree: readonly CategoryNode[], categoryId: string): CategoryNode[] {
  for (const node of tree) {
    if (node.categoryId === categoryId) return [node];
    const below = findTrail(node.children, categoryId);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}
