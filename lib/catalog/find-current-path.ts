import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { readCategoryPath } from "./read-category-path";

const kept = keep<string>();

/**
 * Today's path, in this language, of the category that has or had this one in any, as of a minute ago at most; null when
 * none has. For what answers before a page does.
 */
export async function findCurrentPath(db: Db, language: Language, path: string): Promise<string | null> {
  const key = `${language} ${path}`;
  const known = await kept([key], async () => {
    const rows = await db.categoryPath.findMany({
      where: { language: { in: [...languageCodes] }, path },
      select: { language: true, categoryId: true },
    });
    const row = rows.find((each) => each.language === language) ?? rows[0];
    const current = row ? await readCategoryPath(db, language, row.categoryId) : null;
    return new Map(current === null ? [] : [[key, current]]);
  });
  return known.get(key) ?? null;
}
