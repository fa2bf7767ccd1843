import { createHash } from "node:crypto";
import { slugOf } from "@/lib/catalog/slug";
import { newId } from "@/lib/core/ids";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { type Fault, type FaultCode, remark } from "./fault";
import { foldLabel } from "./fold-label";
import type { ImportProduct } from "./import-product";
import { limits } from "./limits";
import names from "./names.json";
import {
  type AttributeReference,
  addAttribute,
  addCategory,
  addValue,
  type CategoryReference,
  pathOf,
  type References,
  rootKey,
  tagKey,
} from "./references";

/** A product's words as the shop's keys. */
export interface ResolvedProduct {
  category: CategoryReference;
  optionKeys: string[];
  tagKeys: string[];
  /** Value key of an option's label, as the product writes it. */
  optionValue: (option: number, label: string) => string;
}

/** Reference rows that have to be written before the products that use them. */
export interface NewReferences {
  categories: { category: CategoryReference; parentId: string | null; names: Record<string, string> }[];
  attributes: { key: string; names: Record<string, string>; filterable: boolean }[];
  values: { attributeKey: string; valueKey: string; names: Record<string, string>; position: number }[];
}

export const noReferences = (): NewReferences => ({ categories: [], attributes: [], values: [] });

/**
 * Finds what a product's type, options and tags are called here, and adds what has no name yet: to `references`, so
 * that the next product finds it, and to `news`, to be written. Returns a fault when a file would add absurdly many.
 */
export function resolveReferences(
  product: ImportProduct,
  references: References,
  news: NewReferences,
  language: Language,
): ResolvedProduct | Fault {
  const refuse = (code: FaultCode, found: string, about: number) =>
    remark(product.line, code, product.handle, { found, about: String(about) });
  const category = findCategory(product.type, references) ?? makeCategory(product.type, references, news);
  if (!category) return refuse("categories_too_many", product.type.at(-1) ?? "", limits.newCategories);

  const attributes: AttributeReference[] = [];
  for (const name of product.optionNames) {
    const attribute =
      references.attributeByName.get(foldLabel(name)) ?? makeAttribute(name, references, news, language);
    if (!attribute) return refuse("attributes_too_many", name, limits.newAttributes);
    attributes.push(attribute);
  }
  const tag = references.attributes.get(tagKey) ?? makeTag(references, news);
  const labelled: [AttributeReference, string][] = product.tags.map((label) => [tag, label]);
  for (const { optionValues } of product.variants) {
    for (const [index, attribute] of attributes.entries()) labelled.push([attribute, optionValues[index] ?? ""]);
  }
  for (const [attribute, label] of labelled) {
    if (!attribute.valueByLabel.has(foldLabel(label))) makeValue(attribute, label, references, news, language);
    if (attribute.valueKeys.size > limits.attributeValues)
      return refuse("values_too_many", attribute.key, limits.attributeValues);
  }
  return {
    category,
    optionKeys: attributes.map(({ key }) => key),
    tagKeys: [...new Set(product.tags.map((label) => valueKeyOf(tag, label)))],
    optionValue: (option, label) => valueKeyOf(attributes[option], label),
  };
}

const valueKeyOf = (attribute: AttributeReference | undefined, label: string): string =>
  attribute?.valueByLabel.get(foldLabel(label)) ?? foldLabel(label);

/** By its whole path, else by its last name: `Home & Garden > Kitchen` finds a category called Kitchen. */
function findCategory(
  type: readonly string[],
  { categoryByPath, categoryByName, categories }: References,
): CategoryReference | undefined {
  const last = type.at(-1);
  if (last === undefined) return categories.get(rootKey);
  return (
    categoryByPath.get(pathOf(type)) ??
    categoryByPath.get(pathOf(last.split("/"))) ??
    categoryByName.get(foldLabel(last))
  );
}

function makeCategory(
  type: readonly string[],
  references: References,
  news: NewReferences,
): CategoryReference | undefined {
  const root = references.categories.get(rootKey) ?? makeRoot(references, news);
  const name = type.at(-1);
  if (name === undefined) return root;
  references.added.categories += 1;
  if (references.added.categories > limits.newCategories) return undefined;
  const slug = freeKey(slugOf(name, shortHash(name)), (candidate) =>
    references.categories.has(`${rootKey}/${candidate}`),
  );
  const categoryId = newId();
  const category = {
    categoryId,
    key: `${rootKey}/${slug}`,
    lineage: [...root.lineage, categoryId],
    hue: hueOf(name),
    taxClass: root.taxClass,
    paths: new Map(languageCodes.map((code) => [code, `${root.paths.get(code) ?? rootKey}/${slug}`])),
  };
  addCategory(
    references,
    category,
    languageCodes.map((code) => ({ name, names: [called(names.more, code), name] })),
  );
  news.categories.push({ category, parentId: root.categoryId, names: inEveryLanguage(name) });
  return category;
}

function makeRoot(references: References, news: NewReferences): CategoryReference {
  const categoryId = newId();
  const paths = new Map(languageCodes.map((code) => [code, slugOf(called(names.more, code), rootKey)]));
  const root = { categoryId, key: rootKey, lineage: [categoryId], hue: 75, taxClass: "standard", paths };
  addCategory(references, root, []);
  news.categories.push({
    category: root,
    parentId: null,
    names: Object.fromEntries(languageCodes.map((code) => [code, called(names.more, code)])),
  });
  return root;
}

function makeAttribute(
  name: string,
  references: References,
  news: NewReferences,
  language: Language,
): AttributeReference | undefined {
  references.added.attributes += 1;
  if (references.added.attributes > limits.newAttributes) return undefined;
  const key = freeKey(
    slugOf(name, shortHash(name)),
    (candidate) => references.attributes.has(candidate) || reservedKeys.includes(candidate),
  );
  news.attributes.push({ key, names: { [language]: name }, filterable: true });
  return addAttribute(references, key, name);
}

/** `brand` is a facet without being an attribute. */
const reservedKeys = [tagKey, "brand"];

function makeTag(references: References, news: NewReferences): AttributeReference {
  news.attributes.push({
    key: tagKey,
    names: Object.fromEntries(languageCodes.map((code) => [code, called(names.tag, code)])),
    filterable: false,
  });
  return addAttribute(references, tagKey, tagKey);
}

function makeValue(
  attribute: AttributeReference,
  label: string,
  references: References,
  news: NewReferences,
  language: Language,
): void {
  const valueKey = freeKey(slugOf(label, shortHash(label)), (candidate) => attribute.valueKeys.has(candidate));
  news.values.push({
    attributeKey: attribute.key,
    valueKey,
    names: { [language]: label },
    position: 100 + attribute.valueKeys.size,
  });
  addValue(references, attribute.key, valueKey, label);
}

/** Two labels may share a slug (`C`, `C++`): the later one is numbered. */
function freeKey(wanted: string, isTaken: (candidate: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  let number = 2;
  while (isTaken(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/** A language that has no name of its own yet shows the English one. */
const called = (name: { en: string } & Partial<Record<Language, string>>, code: Language): string =>
  name[code] ?? name.en;

/** A type is the merchant's word, and stays it until somebody translates it. */
const inEveryLanguage = (name: string) => Object.fromEntries(languageCodes.map((code) => [code, name]));

const shortHash = (text: string): string => `x${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;

const hueOf = (text: string): number => createHash("sha256").update(text).digest().readUInt16BE(0) % 360;
