import type { Currency } from "@/lib/core/money";
import type { Language } from "@/lib/i18n/markets";
import type { SearchRequest } from "@/lib/search/engine";

const currencies: Partial<Record<Language, Currency>> = { de: "EUR", ja: "JPY" };

/** A request as contracts and tests of engines make it. */
export const requestFor = (language: Language, text: string, rest: Partial<SearchRequest> = {}): SearchRequest => ({
  language,
  currency: currencies[language] ?? "USD",
  text,
  filters: { facets: {} },
  sort: "relevance",
  page: 1,
  pageSize: 24,
  ...rest,
});
