import type { CategoryNode } from "@/lib/catalog/category";
import type { Db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { pictureUrl } from "@/lib/media/picture-url";
import { postgresEngine } from "./engine-postgres";
import { mendQuery } from "./mend-query";
import { planQuery } from "./plan-query";
import { suggestCategories } from "./suggest-categories";
import { suggestQueries } from "./suggest-queries";
import { noSuggestions, type Suggestions } from "./suggestions";

const queriesMax = 5;
const categoriesMax = 3;
const productsMax = 5;

/** Completion for what is typed so far; when nothing begins like it, for what was probably meant. */
export async function suggest(
  db: Db,
  tree: readonly CategoryNode[],
  locale: Locale,
  text: string,
): Promise<Suggestions> {
  if (!text) return noSuggestions;
  const typed = await complete(db, tree, locale, text);
  if (typed.queries.length + typed.categories.length + typed.products.length > 0) return typed;
  const { language } = requireMarket(locale);
  const { correctedText } = await mendQuery(db, language, text, planQuery(language, text, { prefixes: true }));
  if (!correctedText) return typed;
  const mended = await complete(db, tree, locale, correctedText);
  return { ...mended, queries: [{ text: correctedText }, ...mended.queries].slice(0, queriesMax) };
}

async function complete(db: Db, tree: readonly CategoryNode[], locale: Locale, text: string): Promise<Suggestions> {
  const { language, currency } = requireMarket(locale);
  const [queries, cards] = await Promise.all([
    suggestQueries(db, language, text, queriesMax),
    postgresEngine(db).suggest({ language, currency, prefix: text, limit: productsMax }),
  ]);
  return {
    queries: queries.map((query) => ({ text: query })),
    categories: suggestCategories(tree, language, text, categoriesMax).map(({ name, path }) => ({
      name,
      url: localePath(locale, `/c/${path}`),
    })),
    products: cards.map((card) => ({
      id: card.productId,
      title: card.title,
      url: localePath(locale, card.path),
      image: card.picture ? pictureUrl(card.picture.key) : null,
      price: card.price,
    })),
  };
}
