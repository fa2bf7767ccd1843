import { db } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { listOwnProducts } from "@/lib/merchants/list-own-products";
import { searchEngine } from "../choose-engine";
import { type Preview, previewRule } from "./preview-rule";
import { type NamedProduct, readNamed } from "./read-named";
import type { SearchRule } from "./rule";
import { shopRules } from "./shop-rules";

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
