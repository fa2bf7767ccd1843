import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import { languageCodes } from "@/lib/i18n/markets";

const kept = keep<true>();

/** Whether a category has or had this path in any language, as of a minute ago at most. */
export async function knowsCategoryPath(db: Db, path: string): Promise<boolean> {
  const known = await kept([path], async () => {
    const row = await db.categoryPath.findFirst({
      where: { language: { in: [...languageCodes] }, path },
      select: { categoryId: true },
    });
    return new Map(row ? [[path, true as const]] : []);
  });
  return known.has(path);
}
