import { keep } from "@/lib/cache/kept";
import { type CategoryNode, listTree } from "@/lib/catalog/category";
import { readCategoryTree } from "@/lib/catalog/read-categories";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { askPostgres } from "./ask-briefly";

type Places = ReadonlyMap<string, Pick<CategoryNode, "name" | "path">>;

const kept = keep<Places>();
/** Those under way: who needs the same meanwhile waits for the same one. */
const reads = new Map<Language, Promise<Places | null>>();

/** Category id → its name and path in a language, as of the last minute; null where they can't be read in time. */
export async function readCategoryPlaces(db: Db, language: Language): Promise<Places | null> {
  const known = (await kept([language], async () => new Map())).get(language);
  if (known) return known;
  const read = reads.get(language) ?? askPostgres(() => readKept(db, language)).finally(() => reads.delete(language));
  reads.set(language, read);
  return read;
}

async function readKept(db: Db, language: Language): Promise<Places> {
  const read = async () => new Map([[language, placesOf(await readCategoryTree(db, language))]]);
  return (await kept([language], read)).get(language) ?? new Map();
}

function placesOf(tree: readonly CategoryNode[]): Places {
  return new Map(listTree(tree).map((node) => [node.categoryId, node]));
}
