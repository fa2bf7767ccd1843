import type { Call, Circuit } from "./circuit";
import type { SearchEngine } from "./engine";

/**
 * An engine for words, and another that answers in its place without anybody being told. A list without words asks neither
 * of them more than what is in the projection, from which its first page is made: the other answers all of its pages, or a
 * product would stand on two of them while it changes. `first` is given what to call when it hears from where it asks: of words
 * that say nothing, an emoji or two, it needs not ask to know that there is nothing. And what to call when that fails after
 * the search was given up for other reasons.
 */
export function engineWithFallback(
  first: (...told: Parameters<Call<never>>) => SearchEngine,
  instead: SearchEngine,
  circuit: Circuit,
): SearchEngine {
  const ask = <Answer>(text: string, from: (engine: SearchEngine) => Promise<Answer>): Promise<Answer> =>
    text === ""
      ? from(instead)
      : circuit.run(
          (...told) => from(first(...told)),
          () => from(instead),
        );
  return {
    search: (request) => ask(request.text, (engine) => engine.search(request)),
    suggest: (request) => ask(request.prefix, (engine) => engine.suggest(request)),
    facetValues: (request) => ask(request.list.text, (engine) => engine.facetValues(request)),
    categoryCounts: (list) => ask(list.text, (engine) => engine.categoryCounts(list)),
  };
}
