import type { CategoryNode } from "@/lib/catalog/category";
import { getCategoryTree } from "@/lib/catalog/queries";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { type Language, type Locale, type Market, requireMarket } from "@/lib/i18n/markets";
import { listOwnProducts } from "@/lib/merchants/list-own-products";
import { searchEngine } from "../choose-engine";
import { builtInPage } from "./built-in-pages";
import { knowRules } from "./known-rules";
import type { Merchandising } from "./merchandise";
import { type Preview, previewRule } from "./preview-rule";
import { readFacts } from "./read-facts";
import { type NamedProduct, readNamed } from "./read-named";
import type { SearchRule, Target } from "./rule";
import { asLastPage, toShopPath } from "./shop-path";

const known = knowRules(db);

/** A change made in this process shows with its next search. */
export const forgetRules = (): void => known.forget();

/** The rules of the running shop. */
export const shopRules: Merchandising = {
  rulesFor: (language, text) => known.find(language, text, new Date()),
  readFacts: (productIds) => readFacts(db(), productIds),
};

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
  const found = findNode(await getCategoryTree(language), target.categoryId);
  return found ? `/c/${found.path}` : null;
}

function findNode(nodes: readonly CategoryNode[], categoryId: string): CategoryNode | null {
  for (const node of nodes) {
    const found = node.categoryId === categoryId ? node : findNode(node.children, categoryId);
    if (found) return found;
  }
  return null;
}

/** A rule's own words with it on, in the page's market; its language is the rule's, where it has one. */
export async function previewOf(rule: SearchRule, { language: spoken, currency }: Market): Promise<Preview> {
  const language = rule.language ?? spoken;
  const list = { language, currency, text: rule.query, filters: { facets: {} } };
  const others = await shopRules.rulesFor(language, rule.query);
  const request = { ...list, sort: "relevance" as const, page: 1, pageSize: 1 };
  return previewRule(searchEngine(db()), others, rule, request, shopRules.readFacts);
}

const pinnableMax = 8;

/** Products that a rule can pin, by what is typed: a merchant's own for its rules, anything for the shop's. */
export async function findPinnable(rule: SearchRule, text: string, market: Market): Promise<NamedProduct[]> {
  const { language, currency } = market;
  if (rule.merchantId) {
    const page = { language, currency, after: null, pageSize: pinnableMax };
    const { rows } = await listOwnProducts(db(), rule.merchantId, { status: "active", text }, page);
    return readNamed(
      db(),
      rows.map(({ productId }) => productId),
      language,
    );
  }
  const request = { language, currency, text, filters: { facets: {} }, sort: "relevance" as const, page: 1 };
  const { hits } = await searchEngine(db()).search({ ...request, pageSize: pinnableMax });
  return readNamed(
    db(),
    hits.map(({ productId }) => productId),
    language,
  );
}
