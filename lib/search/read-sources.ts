import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { type ProductSource, readProductSources } from "@/lib/search/read-product-sources";

/** A product and what other families and the reference tables say of it. */
export interface Listed {
  product: ProductSource;
  merchantName: string;
  /** Category ids from the root to its own. */
  lineage: string[];
}

/** Translations of one thing by language. */
export type Texts = Map<string, string>;

/** Every table is asked by the products' ids alone, then merchants, categories and labels by theirs: no join crosses a family. */
export async function readSources(tx: Tx | Db, productIds: readonly string[]) {
  const products = await readProductSources(tx, productIds);
  const merchants = await tx.merchant.findMany({
    where: { merchantId: { in: unique(products.map(({ merchantId }) => merchantId)) } },
    select: { merchantId: true, name: true },
  });
  return {
    products,
    merchantNames: new Map(merchants.map(({ merchantId, name }) => [merchantId, name])),
    categories: await readCategories(tx, unique(products.map(({ categoryId }) => categoryId))),
    labels: await readLabels(tx, products),
  };
}

async function readCategories(tx: Tx | Db, categoryIds: string[]) {
  const rows = await tx.category.findMany({
    where: { categoryId: { in: categoryIds } },
    select: { categoryId: true, lineage: true },
  });
  const names = await tx.categoryTranslation.findMany({
    where: { categoryId: { in: unique(rows.flatMap(({ lineage }) => lineage)) } },
    select: { categoryId: true, language: true, name: true },
  });
  return {
    lineage: new Map(rows.map(({ categoryId, lineage }) => [categoryId, lineage])),
    names: group(names.map(({ categoryId, language, name }) => [categoryId, language, name])),
  };
}

/** Labels and swatches of the attribute values that these products carry, by `attribute:value`. */
async function readLabels(tx: Tx | Db, products: ProductSource[]) {
  const attributeKeys = unique(
    products.flatMap(({ optionKeys, attributes }) => [
      ...optionKeys,
      ...attributes.map(({ attributeKey }) => attributeKey),
    ]),
  );
  const valueKeys = unique(
    products.flatMap(({ attributes, variants }) => [
      ...attributes.map(({ valueKey }) => valueKey),
      ...variants.flatMap((variant) => optionPairs(variant).map(([, value]) => value)),
    ]),
  );
  const where = { attributeKey: { in: attributeKeys }, valueKey: { in: valueKeys } };
  const values = await tx.attributeValue.findMany({
    where: { ...where, swatch: { not: null } },
    select: { attributeKey: true, valueKey: true, swatch: true },
  });
  const texts = await tx.attributeValueTranslation.findMany({
    where,
    select: { attributeKey: true, valueKey: true, language: true, label: true },
  });
  return {
    swatches: new Map(
      values.map(({ attributeKey, valueKey, swatch }) => [`${attributeKey}:${valueKey}`, swatch ?? ""]),
    ),
    texts: group(
      texts.map(({ attributeKey, valueKey, language, label }) => [`${attributeKey}:${valueKey}`, language, label]),
    ),
  };
}

/** The options of a variant as pairs of attribute and value. */
export function optionPairs({ options }: { options: Prisma.JsonValue }): [string, string][] {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return [];
  return Object.entries(options).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[key, value]] : [],
  );
}

function group(rows: [key: string, language: string, text: string][]): Map<string, Texts> {
  const groups = new Map<string, Texts>();
  for (const [key, language, text] of rows) {
    const texts = groups.get(key) ?? new Map<string, string>();
    groups.set(key, texts.set(language, text));
  }
  return groups;
}

const unique = (values: string[]): string[] => [...new Set(values)];
