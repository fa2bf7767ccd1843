import type { Language } from "@/lib/i18n/markets";
import type { SearchRequest } from "@/lib/search/engine";

const currencies = { en: "USD", de: "EUR", ja: "JPY" } as const;

/** A request as contracts and tests of engines make it. */
export const requestFor = (language: Language, text: string, rest: Partial<SearchRequest> = {}): SearchRequest => ({
  language,
  currency: currencies[language],
  text,
  filters: { facets: {} },
  sort: "relevance",
  page: 1,
  pageSize: 24,
  ...rest,
});
