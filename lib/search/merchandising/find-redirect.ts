import { keep } from "@/lib/cache/kept";
import { readCategoryPath } from "@/lib/catalog/read-category-path";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { type Language, type Locale, type Market, requireMarket } from "@/lib/i18n/markets";
import type { ListState } from "../url";
import { builtInPage } from "./built-in-pages";
import type { Target } from "./rule";
import { asLastPage, keepPrice, toShopPath } from "./shop-path";
import { shopRules } from "./shop-rules";

const paths = keep<string>();

type Asked = Pick<ListState, "text" | "said" | "asTyped" | "filters">;

/**
 * The page that a query leads to in place of a list: what the shop's operators decided, else what it has built in. Null without
 * words, and where they are asked for just as they are typed.
 */
export async function findRedirect(locale: Locale, asked: Asked): Promise<string | null> {
  if (!asked.text || asked.asTyped) return null;
  const market = requireMarket(locale);
  const path = (await decidedPath(market, asked)) ?? builtInPage(market.language, asked.said ?? asked.text);
  if (!path) return null;
  // What is stored is checked again before anybody is sent there.
  const checked = toShopPath(path, env().APP_URL);
  return checked && `/${locale}${checked === "/" ? "" : asLastPage(checked)}`;
}

/**
 * What is decided for words of a price that was said too leads just where it says. Else what is decided for the other words
 * holds, and a list it leads to keeps the price.
 */
async function decidedPath(market: Market, { text, said, filters }: Asked): Promise<string | null> {
  const { language } = market;
  const plain = await targetsFor(language, text);
  const withPriceSaid = said ? await targetsFor(language, said) : plain;
  const [priced] = [...withPriceSaid].filter(([ruleId]) => !plain.has(ruleId)).map(([, target]) => target);
  if (priced) return pathOf(language, priced);
  const [target] = plain.values();
  const path = target ? await pathOf(language, target) : null;
  return path && keepPrice(path, filters, market);
}

/** Where the shop's own rules for these words lead, by rule, the one that decides first. */
async function targetsFor(language: Language, text: string): Promise<Map<string, Target>> {
  const rules = await shopRules.rulesFor(language, text);
  return new Map(
    rules.flatMap(({ ruleId, merchantId, target }) => (merchantId === null && target ? [[ruleId, target]] : [])),
  );
}

/** Null when the category is gone: the search then simply searches. */
async function pathOf(language: Language, target: Target): Promise<string | null> {
  if (target.kind === "path") return target.path;
  const { categoryId } = target;
  const found = await paths([`${language} ${categoryId}`], async ([key = ""]) => {
    const path = await readCategoryPath(db(), language, categoryId);
    return new Map(path === null ? [] : [[key, path]]);
  });
  const [path] = found.values();
  return path === undefined ? null : `/c/${path}`;
}
