import { useEffect, useRef, useState } from "react";
import type { Suggestions } from "@/lib/search/suggestions";

const debounceMs = 80;
const none: Suggestions = { queries: [], categories: [], products: [] };

/**
 * Completions for the words typed. The last answer stays until the next one is there, so the list never blinks, and an
 * answer that comes late for words already changed is dropped.
 */
export function useSuggestions(
  locale: string,
  text: string,
  open: boolean,
): { suggestions: Suggestions; settled: boolean } {
  const [answer, setAnswer] = useState({ words: "", suggestions: none });
  const known = useRef(new Map<string, Suggestions>());
  const words = text.trim().toLowerCase();

  useEffect(() => {
    if (!open) return;
    const cached = words ? known.current.get(words) : none;
    if (cached) return setAnswer({ words, suggestions: cached });
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/suggest?locale=${locale}&q=${encodeURIComponent(words)}`, {
          signal: controller.signal,
        });
        const suggestions: unknown = response.ok ? await response.json() : none;
        if (!areSuggestions(suggestions)) throw new TypeError("not an answer of ours");
        if (response.ok) known.current.set(words, suggestions);
        setAnswer({ words, suggestions });
      } catch {
        // Offline, or somebody else answered: nothing is offered, and the box still searches. The next key aborts, too.
        if (!controller.signal.aborted) setAnswer({ words, suggestions: none });
      }
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [locale, words, open]);

  return { suggestions: answer.suggestions, settled: answer.words === words };
}

/** Our own handler's answer, but a proxy may answer in its stead; the schema itself would cost every page its parser. */
function areSuggestions(answer: unknown): answer is Suggestions {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "queries" in answer &&
    "categories" in answer &&
    "products" in answer
  );
}
