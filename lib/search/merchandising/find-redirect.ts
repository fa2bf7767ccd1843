import { keep } from "@/lib/cache/kept";
import { readCategoryPath } from "@/lib/catalog/read-category-path";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { type Language, type Locale, requireMarket } from "@/lib/i18n/markets";
import { builtInPage } from "./built-in-pages";
import type { Target } from "./rule";
import { asLastPage, toShopPath } from "./shop-path";
import { shopRules } from "./shop-rules";

const paths = keep<string>();

/** The page that a query leads to in place of a list: what the shop's operators decided, else what it has built in. */
export async function findRedirect(locale: Locale, text: string): Promise<string | null> {
  const { language } = requireMarket(locale);
  const rules = await shopRules.rulesFor(language, text);
  const target = rules.find((rule) => rule.merchantId === null && rule.target)?.target;
  const decided = target ? await pathOf(language, target) : null;
  const path = decided ?? builtInPage(language, text);
  if (!path) return null;
  // What is stored is checked again before anybody is sent there.
  const checked = toShopPath(path, env().APP_URL);
  return checked && `/${locale}${checked === "/" ? "" : asLastPage(checked)}`;
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
