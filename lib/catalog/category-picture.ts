import type { CategoryNode } from "./category";
import type { Picture } from "./product";

/** A category's picture stands beside its name, so it says nothing more to a screen reader. */
export const categoryPicture = (category: CategoryNode): Picture | null =>
  category.imageKey ? { key: category.imageKey, width: 1000, height: 1000, alt: "", hue: category.hue } : null;
