import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { CategoryNode } from "./category";

const rows = z.array(
  z.object({
    categoryId: z.string(),
    parentId: z.string().nullable(),
    key: z.string(),
    hue: z.number(),
    imageKey: z.string().nullable(),
    name: z.string(),
    description: z.string(),
    path: z.string(),
  }),
);

/** The whole tree in one language, departments first; where a translation is missing, English stands in, else any. */
export async function readCategoryTree(db: Db | Tx, language: Language): Promise<CategoryNode[]> {
  const found = rows.parse(
    await db.$queryRaw`
      select c.category_id as "categoryId", c.parent_id as "parentId", c.key, c.hue, c.image_key as "imageKey",
        t.name, t.description, t.path
      from category c
      join lateral (
        select name, description, path from category_translation where category_id = c.category_id
        order by language = ${language} desc, language = 'en' desc, language limit 1) t on true
      order by c.position, c.key`,
  );
  const nodes = new Map(found.map((row): [string, CategoryNode] => [row.categoryId, { ...row, children: [] }]));
  const roots: CategoryNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined;
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
