import type { Tx } from "@/lib/db/client";
import type { DemoCatalog, DemoCategory } from "../demo-catalog/catalog.ts";
import { demoLanguages } from "../demo-catalog/idea.ts";
import { mediaKey } from "./media-key.ts";

/** Departments whose goods are taxed as food. */
const foodDepartments = ["pantry"];

export const taxClassOf = (categoryKey: string): string =>
  foodDepartments.includes(categoryKey.split("/")[0] ?? "") ? "food" : "standard";

/** Categories and attributes: reference rows, a name in each language. */
export async function writeCategories(tx: Tx, { categories, attributes }: DemoCatalog): Promise<void> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const lineageOf = (category: DemoCategory): DemoCategory[] => {
    const parent = category.parentId ? byId.get(category.parentId) : undefined;
    return parent ? [...lineageOf(parent), category] : [category];
  };
  await tx.category.createMany({
    data: categories.map((category) => ({
      categoryId: category.id,
      parentId: category.parentId,
      lineage: lineageOf(category).map(({ id }) => id),
      key: category.key,
      position: category.position,
      hue: category.hue,
      imageKey: mediaKey(category.image.key),
      taxClass: taxClassOf(category.key),
    })),
  });
  const texts = categories.flatMap((category) =>
    demoLanguages.map((language) => ({
      categoryId: category.id,
      language,
      name: category.name[language],
      description: category.description[language],
      path: lineageOf(category)
        .map(({ slug }) => slug[language])
        .join("/"),
    })),
  );
  await tx.categoryTranslation.createMany({ data: texts });
  await tx.categoryPath.createMany({
    data: texts.map(({ categoryId, language, path }) => ({ categoryId, language, path })),
  });
  await writeAttributes(tx, attributes);
}

/** Attributes that an import made before are left as they are. */
async function writeAttributes(tx: Tx, attributes: DemoCatalog["attributes"]): Promise<void> {
  const all = Object.entries(attributes);
  const values = all.flatMap(([attributeKey, attribute]) =>
    Object.entries(attribute.values).map(([valueKey, value], position) => ({
      attributeKey,
      valueKey,
      position,
      ...value,
    })),
  );
  await tx.attribute.createMany({
    skipDuplicates: true,
    data: all.map(([attributeKey, { kind, filterable }], position) => ({ attributeKey, kind, filterable, position })),
  });
  await tx.attributeTranslation.createMany({
    skipDuplicates: true,
    data: all.flatMap(([attributeKey, { name }]) =>
      demoLanguages.map((language) => ({ attributeKey, language, name: name[language] })),
    ),
  });
  await tx.attributeValue.createMany({
    skipDuplicates: true,
    data: values.map(({ attributeKey, valueKey, position, swatch }) => ({
      attributeKey,
      valueKey,
      position,
      swatch: swatch ?? null,
    })),
  });
  await tx.attributeValueTranslation.createMany({
    skipDuplicates: true,
    data: values.flatMap(({ attributeKey, valueKey, label }) =>
      demoLanguages.map((language) => ({ attributeKey, valueKey, language, label: label[language] })),
    ),
  });
}
