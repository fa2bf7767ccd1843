import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readCategoryId } from "./find-category";
import { readCategoryPath } from "./read-category-path";

const kept = keep<string>();

/**
 * Today's path, in this language, of the category that has or had this one in any; null when none has. That a path is today's
 * is known for up to a minute; where it leads otherwise is read anew, so that nobody is sent to and fro between two names. For
 * what answers before a page does.
 */
export async function findCurrentPath(db: Db, language: Language, path: string): Promise<string | null> {
  const key = `${language} ${path}`;
  let read: string | null = null;
  const known = await kept([key], async () => {
    read = await readCurrentPath(db, language, path);
    return new Map(read === path ? [[key, path]] : []);
  });
  return known.get(key) ?? read;
}

async function readCurrentPath(db: Db, language: Language, path: string): Promise<string | null> {
  const categoryId = await readCategoryId(db, language, path);
  return categoryId === null ? null : readCategoryPath(db, language, categoryId);
}
