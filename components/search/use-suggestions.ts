import { useEffect, useRef, useState } from "react";
import type { Suggestions } from "@/lib/search/suggestions";
import { fetchSuggestions, none } from "./fetch-suggestions";

const debounceMs = 80;

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
        await fetchSuggestions({ locale, words, known: known.current }, controller.signal, (suggestions) =>
          setAnswer({ words, suggestions }),
        );
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
