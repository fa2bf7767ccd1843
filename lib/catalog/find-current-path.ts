import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readCategoryByPath } from "./find-category";

const kept = keep<string>();

/**
 * Today's path, in this language, of the category that has or had this one in any, as of a minute ago at most; null when
 * none has. For what answers before a page does.
 */
export async function findCurrentPath(db: Db, language: Language, path: string): Promise<string | null> {
  const key = `${language} ${path}`;
  const known = await kept([key], async () => {
    const found = await readCategoryByPath(db, language, path);
    if (!found) return new Map();
    return new Map([[key, found.kind === "moved" ? found.path : found.category.path]]);
  });
  return known.get(key) ?? null;
}
