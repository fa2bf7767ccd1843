/** A category in one language, with its place in the tree. */
export interface CategoryNode {
  categoryId: string;
  parentId: string | null;
  key: string;
  name: string;
  description: string;
  /** Localized path below `/c/`: `audio/kopfhoerer`. */
  path: string;
  hue: number;
  imageKey: string | null;
  children: CategoryNode[];
}

/** A tree as a list, each category before those below it; `depth` is 0 for a department. */
export const listTree = (tree: readonly CategoryNode[], depth = 0): (CategoryNode & { depth: number })[] =>
  tree.flatMap((node) => [{ ...node, depth }, ...listTree(node.children, depth + 1)]);
