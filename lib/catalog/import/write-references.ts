import type { Db } from "@/lib/db/client";
import { languageCodes } from "@/lib/i18n/markets";
import type { NewReferences } from "./resolve-references";

/**
 * Writes reference rows in a transaction of their own, before the products that name them: a reference table may not be
 * written after a sharded one. What another import has added meanwhile is kept.
 */
export async function writeReferences(db: Db, { categories, attributes, values }: NewReferences): Promise<void> {
  const texts = categories.flatMap(({ category, names }) =>
    languageCodes.map((language) => ({
      categoryId: category.categoryId,
      language,
      name: names[language] ?? "",
      path: category.paths.get(language) ?? category.key,
    })),
  );
  await db.$transaction([
    db.category.createMany({
      skipDuplicates: true,
      data: categories.map(({ category: { categoryId, key, lineage, hue, taxClass }, parentId }, index) => ({
        categoryId,
        parentId,
        lineage,
        key,
        hue,
        taxClass,
        position: 1_000 + index,
      })),
    }),
    db.categoryTranslation.createMany({ skipDuplicates: true, data: texts }),
    db.categoryPath.createMany({
      skipDuplicates: true,
      data: texts.map(({ language: code, path, categoryId }) => ({ language: code, path, categoryId })),
    }),
    db.attribute.createMany({
      skipDuplicates: true,
      data: attributes.map(({ key, filterable }) => ({ attributeKey: key, filterable })),
    }),
    db.attributeTranslation.createMany({
      skipDuplicates: true,
      data: attributes.flatMap(({ key, names }) =>
        Object.entries(names).map(([code, name]) => ({ attributeKey: key, language: code, name })),
      ),
    }),
    db.attributeValue.createMany({
      skipDuplicates: true,
      data: values.map(({ attributeKey, valueKey, position }) => ({ attributeKey, valueKey, position })),
    }),
    db.attributeValueTranslation.createMany({
      skipDuplicates: true,
      data: values.flatMap(({ attributeKey, valueKey, names }) =>
        Object.entries(names).map(([language, label]) => ({ attributeKey, valueKey, language, label })),
      ),
    }),
  ]);
}
