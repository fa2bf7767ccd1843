import type { Db, Tx } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** A category's path in one language, English or any where it has none in it; null when the category is gone. */
export async function readCategoryPath(db: Db | Tx, language: Language, categoryId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ path: string }[]>`
    select path from category_translation where category_id = ${categoryId}::uuid
    order by language = ${language} desc, language = 'en' desc, language limit 1`;
  return row?.path ?? null;
}
