import type { CategoryNode } from "@/lib/catalog/category";
import type { Locale } from "@/lib/i18n/markets";
import { countedCategory } from "./category-steps";
import type { CategoryCount, SearchResult } from "./engine";
import { countBelow, runSearch, searchFacet } from "./queries";
import type { ListState } from "./url";

/** As many values as a facet shows whole. */
const valuesMax = 1000;

/**
 * A list as its page shows it: the result, the counts of the categories to go to, and every value of the facet that is
 * to be seen whole. The trail leads down to the list's category and is empty without one.
 */
export async function readList(
  locale: Locale,
  { text, asTyped, filters, sort, page, all }: ListState,
  trail: readonly CategoryNode[],
): Promise<{ result: SearchResult; counts: CategoryCount[] }> {
  const current = trail.at(-1);
  const counted = countedCategory(trail);
  const below = (node: CategoryNode | undefined) => ({
    text,
    ...(asTyped ? { asTyped } : {}),
    filters,
    ...(node ? { categoryId: node.categoryId } : {}),
  });
  const [result, beside, whole] = await Promise.all([
    runSearch(locale, { ...below(current), sort, page }),
    counted === current ? null : countBelow(locale, below(counted)),
    all ? searchFacet(locale, below(current), { facet: all, contains: "", limit: valuesMax }) : null,
  ]);
  const facets = result.facets.map((facet) =>
    whole && facet.key === all ? { ...facet, values: whole.values } : facet,
  );
  return { result: { ...result, facets }, counts: beside ?? result.categories };
}
