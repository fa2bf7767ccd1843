import { z } from "zod";
import { inLanguage } from "@/lib/catalog/in-language";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import type { Code } from "./read-code";
import { readPlanned } from "./read-planned";

const { sql } = Prisma;

/** Merchants may have given the same SKU to products of their own. */
const foundMax = 200;

const rows = z.array(z.object({ productId: z.string() }));

/** The products that have exactly this code: by the index on `codes`, or by the primary key. A CTE keeps the planner from
 * walking the primary key in the hope of an early one. */
export async function findCode(db: Db, { folded, productId }: Code): Promise<string[]> {
  const found = await db.$queryRaw`
    with coded as materialized (
      select product_id from catalog_entry where status = 'active' and codes && ${folded}::text[]),
    named as (select product_id from catalog_entry where status = 'active' and product_id = ${productId}::uuid)
    select product_id as "productId" from (select * from coded union select * from named) as found
    order by product_id limit ${foundMax}`;
  return rows.parse(found).map((row) => row.productId);
}

/** What begins so of very many names none of them. */
const begunMax = 2_000;

/** The products of which a part of a SKU begins so (`code-marks.ts`). */
export async function findCodeParts(db: Db, language: Language, question: string): Promise<string[]> {
  const found = await readPlanned(
    db,
    sql`/* planned once */ with begun as materialized (
        select product_id from catalog_text
        where language = ${inLanguage(language)} and document @@ ${question}::tsquery limit ${begunMax})
      select product_id as "productId" from begun
        cross join lateral (select status from catalog_entry e where e.product_id = begun.product_id offset 0) e
      where status = 'active' order by product_id limit ${foundMax}`,
  );
  return rows.parse(found).map((row) => row.productId);
}
