import { Prisma } from "@/lib/db/generated/client";
import { isLanguage } from "@/lib/i18n/markets";

/**
 * A language in the words of a statement, for `catalog_text` is a table for each: a statement that is planned once has to
 * be planned for one of them, or it prepares to read them all.
 *
 * @throws {Error} for a language that the shop doesn't know.
 */
export function inLanguage(language: string): Prisma.Sql {
  if (!isLanguage(language)) throw new Error(`No language of this shop: ${language}`);
  return Prisma.raw(`'${language}'`);
}
