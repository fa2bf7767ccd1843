import type { Db } from "@/lib/db/client";
import { foldLabel } from "./fold-label";

/** What the shop already calls things, in every language, so that a file's words find them. */
export interface References {
  categories: Map<string, CategoryReference>;
  /** Folded path of names or path of a URL → category. */
  categoryByPath: Map<string, CategoryReference>;
  /** Folded name → category; of several with the same name, the one nearest to the root. */
  categoryByName: Map<string, CategoryReference>;
  attributes: Map<string, AttributeReference>;
  /** Folded name or key → attribute. */
  attributeByName: Map<string, AttributeReference>;
  /** What this import has added. */
  added: { categories: number; attributes: number };
}

export interface CategoryReference {
  categoryId: string;
  key: string;
  lineage: string[];
  hue: number;
  taxClass: string;
  /** Language → path. */
  paths: Map<string, string>;
}

export interface AttributeReference {
  key: string;
  valueKeys: Set<string>;
  /** Folded label or key → value key. */
  valueByLabel: Map<string, string>;
}

/** Below this root stand the categories that an import makes. */
export const rootKey = "more";
/** Tags are an attribute that filters nothing: what they mean differs from merchant to merchant. */
export const tagKey = "tag";

export const pathOf = (names: readonly string[]): string => names.map(foldLabel).join(" > ");

export async function readReferences(db: Db): Promise<References> {
  const references: References = {
    categories: new Map(),
    categoryByPath: new Map(),
    categoryByName: new Map(),
    attributes: new Map(),
    attributeByName: new Map(),
    added: { categories: 0, attributes: 0 },
  };
  await readCategories(db, references);
  await readAttributes(db, references);
  return references;
}

async function readCategories(db: Db, references: References): Promise<void> {
  const rows = await db.category.findMany({
    select: {
      categoryId: true,
      key: true,
      lineage: true,
      hue: true,
      taxClass: true,
      translations: { select: { language: true, name: true, path: true } },
    },
  });
  const nearestFirst = rows.toSorted((a, b) => a.lineage.length - b.lineage.length || (a.key < b.key ? -1 : 1));
  const names = new Map(
    rows.map(({ categoryId, translations }) => [
      categoryId,
      new Map(translations.map(({ language, name }) => [language, name])),
    ]),
  );
  for (const { translations, ...row } of nearestFirst) {
    const category = { ...row, paths: new Map(translations.map(({ language, path }) => [language, path])) };
    addCategory(
      references,
      category,
      translations.map(({ language, name }) => ({
        name,
        names: row.lineage.map((id) => names.get(id)?.get(language) ?? ""),
      })),
    );
  }
}

/** Makes a category findable by name and path; one that came before keeps its place. */
export function addCategory(
  references: References,
  category: CategoryReference,
  called: { name: string; names: string[] }[],
): void {
  const setOnce = (map: Map<string, CategoryReference>, key: string) => map.has(key) || map.set(key, category);
  references.categories.set(category.key, category);
  for (const { name, names } of called) {
    setOnce(references.categoryByName, foldLabel(name));
    setOnce(references.categoryByPath, pathOf(names));
  }
  for (const path of [category.key, ...category.paths.values()])
    setOnce(references.categoryByPath, pathOf(path.split("/")));
}

async function readAttributes(db: Db, references: References): Promise<void> {
  const [attributes, names, values, labels] = await Promise.all([
    db.attribute.findMany({ select: { attributeKey: true } }),
    db.attributeTranslation.findMany({ select: { attributeKey: true, name: true } }),
    db.attributeValue.findMany({ select: { attributeKey: true, valueKey: true } }),
    db.attributeValueTranslation.findMany({ select: { attributeKey: true, valueKey: true, label: true } }),
  ]);
  for (const { attributeKey } of attributes) addAttribute(references, attributeKey, attributeKey);
  for (const { attributeKey, name } of names) addAttribute(references, attributeKey, name);
  for (const { attributeKey, valueKey } of values) addValue(references, attributeKey, valueKey, valueKey);
  for (const { attributeKey, valueKey, label } of labels) addValue(references, attributeKey, valueKey, label);
}

export function addAttribute(references: References, key: string, name: string): AttributeReference {
  const attribute = references.attributes.get(key) ?? {
    key,
    valueKeys: new Set<string>(),
    valueByLabel: new Map<string, string>(),
  };
  references.attributes.set(key, attribute);
  if (!references.attributeByName.has(foldLabel(name))) references.attributeByName.set(foldLabel(name), attribute);
  return attribute;
}

export function addValue(references: References, attributeKey: string, valueKey: string, label: string): void {
  const attribute = references.attributes.get(attributeKey);
  if (!attribute) return;
  attribute.valueKeys.add(valueKey);
  if (!attribute.valueByLabel.has(foldLabel(label))) attribute.valueByLabel.set(foldLabel(label), valueKey);
}
