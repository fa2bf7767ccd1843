import type { Circuit } from "./circuit";
import type { SearchEngine } from "./engine";

/** One engine, and another that answers in its place without anybody being told. */
export function engineWithFallback(first: SearchEngine, instead: SearchEngine, circuit: Circuit): SearchEngine {
  return {
    search: (request) =>
      circuit.run(
        () => first.search(request),
        () => instead.search(request),
      ),
    suggest: (request) =>
      circuit.run(
        () => first.suggest(request),
        () => instead.suggest(request),
      ),
    facetValues: (request) =>
      circuit.run(
        () => first.facetValues(request),
        () => instead.facetValues(request),
      ),
    categoryCounts: (list) =>
      circuit.run(
        () => first.categoryCounts(list),
        () => instead.categoryCounts(list),
      ),
  };
}
