import type { Db } from "@/lib/db/client";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { buildTrie } from "./build-trie";
import { gatherCategories } from "./gather-categories";
import { gatherProducts } from "./gather-products";
import { gatherQueries } from "./gather-queries";
import { forgetQueries } from "./log-query";
import { storeSuggestions } from "./store-suggestions";

/**
 * Makes the completions of every language anew, from what shoppers ask, categories, brands and products on sale, and
 * swaps them for those before. Each process of the shop takes them into its memory within a minute. After a seed or an
 * import, and every hour. A language that fails keeps none of the others from their turn; at the end it is thrown.
 */
export async function buildSuggestions(db: Db, now: Date): Promise<void> {
  const failed = new Map<Language, unknown>();
  for (const language of languageCodes) {
    await build(db, language, now).catch((err: unknown) => failed.set(language, err));
  }
  if (failed.size > 0)
    throw new AggregateError(failed.values(), `Completions were not built: ${[...failed.keys()].join(", ")}`);
}

async function build(db: Db, language: Language, now: Date): Promise<void> {
  await forgetQueries(db, language, now);
  const { products, whole, ...known } = await gatherProducts(db, language);
  const queries = await gatherQueries(db, language, known, now);
  const snapshots = {
    queries: buildTrie(queries),
    categories: buildTrie(await gatherCategories(db, language)),
    products: buildTrie(products),
  };
  await storeSuggestions(db, language, { snapshots, whole, now });
}
