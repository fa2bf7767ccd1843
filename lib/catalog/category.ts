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
