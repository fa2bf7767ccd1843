import type { Db, Tx } from "@/lib/db/client";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import type { CategoryNode } from "./category";
import { findTrail } from "./find-trail";
import { readCategoryTree } from "./read-categories";

export type FoundCategory =
  | { kind: "found"; category: CategoryNode; ancestors: CategoryNode[]; paths: Partial<Record<Language, string>> }
  /** The category's path is another now, or is another in this language. */
  | { kind: "moved"; path: string };

/** The category that has or had a path, in this language before any other. */
export async function readCategoryId(db: Db | Tx, language: Language, path: string): Promise<string | null> {
  const known = await db.categoryPath.findMany({
    where: { language: { in: [...languageCodes] }, path },
    select: { language: true, categoryId: true },
  });
  return (known.find((row) => row.language === language) ?? known[0])?.categoryId ?? null;
}

/** The category at a localized path, or where it moved to; null when no category has or had the path in any language. */
export async function readCategoryByPath(db: Db | Tx, language: Language, path: string): Promise<FoundCategory | null> {
  const categoryId = await readCategoryId(db, language, path);
  if (categoryId === null) return null;
  const trail = findTrail(await readCategoryTree(db, language), categoryId);
  const category = trail.at(-1);
  if (!category) return null;
  if (category.path !== path) return { kind: "moved", path: category.path };
  return { kind: "found", category, ancestors: trail.slice(0, -1), paths: await readPaths(db, category) };
}

async function readPaths(db: Db | Tx, category: CategoryNode): Promise<Partial<Record<Language, string>>> {
  const rows = await db.categoryTranslation.findMany({
    where: { categoryId: category.categoryId },
    select: { language: true, path: true },
  });
  const paths = new Map(rows.map((row) => [row.language, row.path]));
  const fallback = paths.get("en") ?? category.path;
  return Object.fromEntries(languageCodes.map((language) => [language, paths.get(language) ?? fallback]));
}
