import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { CategoryNode } from "@/lib/catalog/category";
import type { ListMarket } from "@/lib/catalog/read-cards";
import { readCategoryTree } from "@/lib/catalog/read-categories";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { SearchEngine } from "./engine";
import { keepAnswered } from "./keep-answered";
import { knowWords } from "./know-words";
import { mendQuery } from "./mend-query";
import { planQuery } from "./plan-query";
import { isSoldFor } from "./sold-for";
import { suggestCategories } from "./suggest-categories";
import { suggestQueries } from "./suggest-queries";
import { categoriesMax, productsMax, queriesMax, type Suggestions, toProduct } from "./suggestions";

/** So many for each that is offered are looked through: some may be what another market sells. */
const lookedThrough = 3;

/**
 * Completion as long as none is held in memory: read from the tables key by key, so that a shop completes from the
 * moment it has products, by what the market can buy. When nothing begins as typed, for what was probably meant.
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
  const meant = await keepFound(db, requireMarket(locale), [correctedText]);
  return { ...mended, queries: [...meant.map((query) => ({ text: query })), ...mended.queries].slice(0, queriesMax) };
}

async function complete(
  db: Db,
  engine: SearchEngine,
  tree: readonly CategoryNode[],
  locale: Locale,
  text: string,
): Promise<Suggestions> {
  const market = requireMarket(locale);
  const { language, currency } = market;
  const [queries, cards, categories] = await Promise.all([
    suggestQueries(db, language, text, queriesMax * lookedThrough),
    engine.suggest({ language, currency, prefix: text, limit: productsMax }),
    keepSold(db, currency, suggestCategories(tree, language, text, categoriesMax * lookedThrough)),
  ]);
  const found = await keepFound(db, market, queries);
  return {
    queries: found.slice(0, queriesMax).map((query) => ({ text: query })),
    categories: categories.slice(0, categoriesMax).map(({ name, path }) => ({
      name,
      url: localePath(locale, `/c/${path}`),
    })),
    products: cards.map((card) => toProduct(locale, card)),
  };
}

/** Those of the queries that find something that the market can buy. */
async function keepFound(db: Db, { language, currency }: ListMarket, queries: string[]): Promise<string[]> {
  const answered = await keepAnswered(db, language, queries);
  return queries.filter((query) => isSoldFor(answered.get(query) ?? 0, currency));
}

/** Currency and category → whether it has something that can be bought so. To tell takes a large department's whole list in the index. */
const keptSold = keep<boolean>();

/** Those of the categories with something that can be bought in the currency, as of a minute ago at most. */
async function keepSold(db: Db, currency: Currency, categories: CategoryNode[]): Promise<CategoryNode[]> {
  const keyOf = (categoryId: string) => `${currency} ${categoryId}`;
  const known = await keptSold(
    categories.map(({ categoryId }) => keyOf(categoryId)),
    async (missing) => {
      const asked = categories.map(({ categoryId }) => categoryId).filter((id) => missing.includes(keyOf(id)));
      const sold = await readSold(db, currency, asked);
      return new Map(asked.map((id) => [keyOf(id), sold.has(id)]));
    },
  );
  return categories.filter(({ categoryId }) => known.get(keyOf(categoryId)));
}

async function readSold(db: Db, currency: Currency, ids: string[]): Promise<ReadonlySet<string>> {
  const rows = z.array(z.object({ categoryId: z.string() })).parse(
    await db.$queryRaw`
      select category_id as "categoryId" from unnest(${ids}::uuid[]) as category_id
      where exists (
        select from catalog_entry
        where status = 'active' and lineage @> array[category_id] and amounts ? ${currency}::text)`,
  );
  return new Set(rows.map(({ categoryId }) => categoryId));
}
