import type { CategoryNode } from "./category";

/** The way from a department down to a category, both included; empty when the tree has no such category. */
export const findTrail = (tree: readonly CategoryNode[], categoryId: string): CategoryNode[] =>
  trailTo(tree, (node) => node.categoryId === categoryId);

/** As above, by the key that addresses name a category with. */
export const findTrailByKey = (tree: readonly CategoryNode[], key: string): CategoryNode[] =>
  trailTo(tree, (node) => node.key === key);

function trailTo(tree: readonly CategoryNode[], isIt: (node: CategoryNode) => boolean): CategoryNode[] {
  for (const node of tree) {
    if (isIt(node)) return [node];
    const below = trailTo(node.children, isIt);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}
