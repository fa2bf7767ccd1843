import { keep } from "@/lib/cache/kept";
import type { CategoryNode } from "@/lib/catalog/category";
import { readCategoryTree } from "@/lib/catalog/read-categories";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

type Places = ReadonlyMap<string, Pick<CategoryNode, "name" | "path">>;

const kept = keep<Places>();

/** Category id → its name and path in a language, as of the last minute. */
export async function readCategoryPlaces(db: Db, language: Language): Promise<Places> {
  const found = await kept(
    [language],
    async () => new Map([[language, placesOf(await readCategoryTree(db, language))]]),
  );
  return found.get(language) ?? new Map();
}

function placesOf(tree: readonly CategoryNode[]): Places {
  const every = (nodes: readonly CategoryNode[]): CategoryNode[] =>
    nodes.flatMap((node) => [node, ...every(node.children)]);
  return new Map(every(tree).map((node) => [node.categoryId, node]));
}
