import { z } from "zod";
import type { CategoryNode } from "@/lib/catalog/category";
import { readCategoryTree } from "@/lib/catalog/read-categories";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { TrieEntry } from "./build-trie";
import { nameKeys } from "./name-keys";
import { headOf, soldFor } from "./sold-for";

/** Deeper than any tree: what begins as typed goes first at every depth. */
const depthMax = 100;

/** Categories with something on sale: the highest in the tree first, then those with most products. */
export async function gatherCategories(db: Db, language: Language): Promise<TrieEntry[]> {
  const tree = await readCategoryTree(db, language);
  const counts = await countProducts(db);
  const entries: TrieEntry[] = [];
  const visit = (nodes: readonly CategoryNode[], depth: number) => {
    for (const { categoryId, name, children } of nodes) {
      const { products, prices } = counts.get(categoryId) ?? { products: 0, prices: [] };
      const weight = 1 - 1 / (1 + products) - depth;
      const { whole, later } = nameKeys(language, name);
      const head = headOf(soldFor(prices));
      const headed = (keys: string[]) => keys.map((key) => head + key);
      // What begins as typed goes before what has it further in: two entries with one value.
      if (products > 0) entries.push({ value: categoryId, weight: weight + depthMax, keys: headed(whole) });
      if (products > 0 && later.length > 0) entries.push({ value: categoryId, weight, keys: headed(later) });
      visit(children, depth + 1);
    }
  };
  visit(tree, 0);
  return entries;
}

const counted = z.array(z.object({ categoryId: z.string(), products: z.number(), prices: z.array(z.string()) }));

/** Products of each category in the market that has most of them, and the currencies that any has a price in. */
async function countProducts(db: Db): Promise<Map<string, Omit<z.infer<typeof counted>[number], "categoryId">>> {
  const rows = counted.parse(
    await db.$queryRaw`
      select category_id as "categoryId", max(products)::int as products, array_agg(currency) as prices from (
        select category_id, currency, count(*) as products
        from catalog_entry, unnest(lineage) as category_id, jsonb_object_keys(amounts) as currency
        where status = 'active' group by category_id, currency) sold
      group by category_id`,
  );
  return new Map(rows.map(({ categoryId, ...sold }) => [categoryId, sold]));
}
