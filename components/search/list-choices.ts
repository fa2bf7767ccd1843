import type { Suggestions } from "@/lib/search/suggestions";

/** One option of the list, whatever it leads to. */
export interface Choice {
  group: "recent" | "queries" | "categories" | "products" | "all";
  key: string;
  text: string;
  url: string;
  /** The words it puts into the box. */
  query?: string;
  image?: string | null;
  price?: Suggestions["products"][number]["price"];
}

/** The options in the order shown: with no words what was searched before, else queries, departments and products. */
export function listChoices({
  locale,
  text,
  recent,
  suggestions,
}: {
  locale: string;
  text: string;
  recent: string[];
  suggestions: Suggestions;
}): Choice[] {
  const search =
    (group: Choice["group"]) =>
    (query: string): Choice => ({
      group,
      key: `${group} ${query}`,
      text: query,
      url: `/${locale}/search?q=${encodeURIComponent(query)}`,
      query,
    });
  const words = text.trim();
  if (!words) return recent.map(search("recent"));
  return [
    ...suggestions.queries.map(({ text: query }) => search("queries")(query)),
    ...suggestions.categories.map(({ name, url }): Choice => ({ group: "categories", key: url, text: name, url })),
    ...suggestions.products.map(
      ({ id, title, url, image, price }): Choice => ({ group: "products", key: id, text: title, url, image, price }),
    ),
    search("all")(words),
  ];
}
