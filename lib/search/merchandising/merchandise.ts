import type { Language } from "@/lib/i18n/markets";
import { countPages } from "../count-pages";
import type { Pin, SearchEngine, SearchRequest, SearchResult } from "../engine";
import { arrangeWindow, type Facts } from "./arrange-window";
import { mergePins, type SearchRule } from "./rule";

/** The first places that boosts and merchants' rules can rearrange: four pages of a list. */
const windowPlaces = 96;

export interface Merchandising {
  rulesFor(language: Language, text: string): Promise<SearchRule[]>;
  readFacts(productIds: readonly string[]): Promise<ReadonlyMap<string, Facts>>;
}

/**
 * Any engine with the rules for a query on top. Pins the engine itself puts in place, on whatever page they fall;
 * boosts, which engines weigh each in its own way or not at all, move products within the first places, so paging is
 * exact with either engine and the same. Lists in an order the shopper chose, and lists without words, stay as they are.
 */
export function merchandised(engine: SearchEngine, shop: Merchandising): SearchEngine {
  return {
    ...engine,
    async search(request) {
      const { text, language, sort } = request;
      if (!text || sort !== "relevance") return engine.search(request);
      const result = await searchWith(await shop.rulesFor(language, text), request);
      const { correctedText } = result;
      if (!correctedText) return result;
      // Who misspells a word is shown what the shop has decided for the word.
      const meant = await shop.rulesFor(language, correctedText);
      if (!arranges(meant)) return result;
      return { ...(await searchWith(meant, { ...request, text: correctedText })), correctedText };
    },
  };

  async function searchWith(rules: SearchRule[], request: SearchRequest): Promise<SearchResult> {
    if (!arranges(rules)) return engine.search(request);
    const pins = pinsOf(rules);
    const pinned = { ...request, pins };
    const moving = rules.some(({ merchantId, boosts, pins }) => boosts.length > 0 || (merchantId && pins.length > 0));
    const { page, pageSize } = request;
    const windowPages = Math.ceil(windowPlaces / pageSize);
    if (!moving) return engine.search(pinned);
    if (page > windowPages) {
      const result = await engine.search(pinned);
      if (result.page > windowPages) return result;
    }
    const result = await engine.search({ ...pinned, page: 1, pageSize: windowPages * pageSize });
    const ids = result.hits.map(({ productId }) => productId);
    const fixed = new Set(pins.map(({ productId }) => productId));
    const order = arrangeWindow(ids, await shop.readFacts(ids), fixed, rules);
    const hits = new Map(result.hits.map((hit) => [hit.productId, hit]));
    const pages = countPages(result.total, pageSize);
    const shown = Math.min(page, Math.max(1, pages));
    const own = order.slice((shown - 1) * pageSize, shown * pageSize);
    return { ...result, page: shown, pages, hits: own.flatMap((id) => hits.get(id) ?? []) };
  }
}

const arranges = (rules: readonly SearchRule[]): boolean =>
  rules.some(({ pins, boosts }) => pins.length > 0 || boosts.length > 0);

/** The shop's pins. What it pins stands there whether or not the words name it: that is what pinning is for. */
const pinsOf = (rules: readonly SearchRule[]): Pin[] =>
  mergePins(rules.filter(({ merchantId }) => merchantId === null).map(({ pins }) => pins)).map((pin) => ({
    ...pin,
    always: true,
  }));
