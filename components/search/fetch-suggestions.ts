import { isRecord } from "@/lib/core/is-record";
import type { Suggestions } from "@/lib/search/suggestions";

/** A partial answer may be kept for two seconds on its way. */
const againMs = 2_500;
const asksMax = 3;

export const none: Suggestions = { queries: [], categories: [], products: [] };

interface Asked {
  locale: string;
  words: string;
  known: Map<string, Suggestions>;
}

/**
 * Tells the shop's completions for these words, which the page then knows. When there was no time for all of them, they
 * are told as they are, and asked for again. Throws when nobody answers, or somebody else does.
 */
export async function fetchSuggestions(
  asked: Asked,
  signal: AbortSignal,
  tell: (suggestions: Suggestions) => void,
): Promise<void> {
  for (let ask = 1; !signal.aborted; ask++) {
    const suggestions = await fetchOnce(asked, signal);
    tell(suggestions);
    if (!suggestions.partial || ask === asksMax) return;
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

/** A shop that has none right now offers none. */
async function fetchOnce({ locale, words, known }: Asked, signal: AbortSignal): Promise<Suggestions> {
  const response = await fetch(`/api/suggest?locale=${locale}&q=${encodeURIComponent(words)}`, { signal });
  if (!response.ok) return none;
  const suggestions: unknown = await response.json();
  if (!areSuggestions(suggestions)) throw new TypeError("not an answer of ours");
  if (!suggestions.partial) known.set(words, suggestions);
  return suggestions;
}

/** Our own handler's answer, but a proxy may answer in its stead; the schema itself would cost every page its parser. */
function areSuggestions(answer: unknown): answer is Suggestions {
  return isRecord(answer) && ["queries", "categories", "products"].every((list) => Array.isArray(answer[list]));
}
