import type { CategoryNode } from "@/lib/catalog/category";
import { localePath } from "@/lib/i18n/alternates";
import type { Locale } from "@/lib/i18n/markets";
import type { MenuEntry } from "./site-menu";

/** The category tree as menus show it: two levels, addresses made. */
export function menuEntries(categories: readonly CategoryNode[], locale: Locale, levels = 2): MenuEntry[] {
  return categories.map((category) => ({
    name: category.name,
    href: localePath(locale, `/c/${category.path}`),
    entries: levels > 1 ? menuEntries(category.children, locale, levels - 1) : [],
  }));
}
