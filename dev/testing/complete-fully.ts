import { expect, vi } from "vitest";
import type { Locale } from "../../lib/i18n/markets";
import { type SuggestContext, suggest } from "../../lib/search/suggest";
import type { Suggestions } from "../../lib/search/suggestions";

/** Completions, all of them: a machine that does much else may not read them within a key's patience. */
export function completeFully(context: SuggestContext, locale: Locale, text: string): Promise<Suggestions> {
  const complete = async () => {
    const { suggestions, partial } = await suggest(context, locale, text);
    expect(partial).toBe(false);
    return suggestions;
  };
  return vi.waitFor(complete, 10_000);
}
