import type { CategoryNode } from "@/lib/catalog/category";
import { readCategoryTree } from "@/lib/catalog/read-categories";
import type { Db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { SearchEngine } from "./engine";
import { knowWords } from "./know-words";
import { mendQuery } from "./mend-query";
import { planQuery } from "./plan-query";
import { suggestCategories } from "./suggest-categories";
import { suggestQueries } from "./suggest-queries";
import { categoriesMax, productsMax, queriesMax, type Suggestions, toProduct } from "./suggestions";

/**
 * Completion as long as none is held in memory: read from the tables key by key, so that a shop completes from the
 * moment it has products. When nothing begins as typed, for what was probably meant.
 */
export async function suggestFromTables(
  { db, engine }: { db: Db; engine: SearchEngine },
  locale: Locale,
  text: string,
): Promise<Suggestions> {
  const { language } = requireMarket(locale);
  const tree = await readCategoryTree(db, language);
  const typed = await complete(db, engine, tree, locale, text);
  if (typed.queries.length + typed.categories.length + typed.products.length > 0) return typed;
  const terms = planQuery(language, text, { prefixes: true });
  const { correctedText } = await mendQuery(db, language, text, terms, await knowWords(db, language, terms));
  if (!correctedText) return typed;
  const mended = await complete(db, engine, tree, locale, correctedText);
  return { ...mended, queries: [{ text: correctedText }, ...mended.queries].slice(0, queriesMax) };
}

async function complete(
  db: Db,
  engine: SearchEngine,
  tree: readonly CategoryNode[],
  locale: Locale,
  text: string,
): Promise<Suggestions> {
  const { language, currency } = requireMarket(locale);
  const [queries, cards] = await Promise.all([
    suggestQueries(db, language, text, queriesMax),
    engine.suggest({ language, currency, prefix: text, limit: productsMax }),
  ]);
  return {
    queries: queries.map((query) => ({ text: query })),
    categories: suggestCategories(tree, language, text, categoriesMax).map(({ name, path }) => ({
      name,
      url: localePath(locale, `/c/${path}`),
    })),
    products: cards.map((card) => toProduct(locale, card)),
  };
}
