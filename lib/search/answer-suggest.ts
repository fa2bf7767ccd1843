import type { Locale } from "@/lib/i18n/markets";
import { foldPrefix } from "./fold-prefix";
import { type SuggestContext, suggest } from "./suggest";

export interface Answer {
  /** JSON of `Suggestions`. */
  body: string;
  partial: boolean;
}

const keptMs = 30_000;
/** About two kilobytes each. */
const answersMax = 4_000;

const answers = new Map<string, { answer: Promise<Answer>; until: number }>();

/**
 * Completion as it goes over the wire. What was answered in the last half minute is answered again from memory, and who
 * asks while it is being made waits for the same one: the beginnings that many type cost next to nothing.
 */
export function answerSuggest(context: SuggestContext, locale: Locale, text: string): Promise<Answer> {
  const key = `${locale} ${foldPrefix(text)}`;
  const now = performance.now();
  const known = answers.get(key);
  if (known && known.until > now) return known.answer;
  const answer = make(context, locale, text);
  answers.delete(key);
  answers.set(key, { answer, until: now + keptMs });
  answer.then(
    ({ partial }) => partial && answers.delete(key),
    () => answers.delete(key),
  );
  for (const oldest of answers.keys()) {
    if (answers.size <= answersMax) break;
    answers.delete(oldest);
  }
  return answer;
}

async function make(context: SuggestContext, locale: Locale, text: string): Promise<Answer> {
  const { suggestions, partial } = await suggest(context, locale, text);
  return { body: JSON.stringify(partial ? { ...suggestions, partial } : suggestions), partial };
}
