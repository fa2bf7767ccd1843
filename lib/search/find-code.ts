import { z } from "zod";
import { inLanguage } from "@/lib/catalog/in-language";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import type { Code } from "./read-code";
import { readPlanned } from "./read-planned";
import { allTiers } from "./tiers";

const { sql, join, raw, empty } = Prisma;

/** Merchants may have given the same SKU to products of their own. */
const foundMax = 200;

const rows = z.array(z.object({ productId: z.string() }));

/** The products that have exactly this code: by the index on `codes`, or by the primary key. A CTE keeps the planner from
 * walking the primary key in the hope of an early one. */
export async function findCode(db: Db, { folded, productId }: Pick<Code, "folded" | "productId">): Promise<string[]> {
  const found = await db.$queryRaw`
    with coded as materialized (
      select product_id from catalog_entry where status = 'active' and codes && ${folded}::text[]),
    named as (select product_id from catalog_entry where status = 'active' and product_id = ${productId}::uuid)
    select product_id as "productId" from (select * from coded union select * from named) as found
    order by product_id limit ${foundMax}`;
  return rows.parse(found).map((row) => row.productId);
}

/**
 * The products of which a part of a SKU begins so (`code-marks.ts`). The index gathers all that begins so before it gives the first,
 * so the few best sellers are asked before the others, which are left out once enough were found.
 */
export async function findCodeParts(db: Db, language: Language, question: string): Promise<string[]> {
  const perTier = allTiers.map((tier) => {
    const before = allTiers
      .filter((other) => other < tier)
      .map((other) => sql`(select count(*) from ${named("sold", other)})`);
    const isOpen = before.length > 0 ? sql`and ${join(before, " + ")} < ${foundMax}` : empty;
    return sql`
      ${named("begun", tier)} as materialized (
        select product_id from catalog_text
        where language = ${inLanguage(language)} and tier = ${raw(String(tier))} and document @@ ${question}::tsquery ${isOpen}
        limit ${begunMax}),
      ${named("sold", tier)} as materialized (
        select product_id from ${named("begun", tier)} b
        cross join lateral (select status from catalog_entry e where e.product_id = b.product_id offset 0) e
        where status = 'active')`;
  });
  const each = allTiers.map((tier) => sql`select product_id, ${tier}::int as tier from ${named("sold", tier)}`);
  const found = await readPlanned(
    db,
    sql`/* planned once */ with ${join(perTier, ", ")}
      select product_id as "productId" from (${join(each, " union all ")}) found order by tier, product_id limit ${foundMax}`,
  );
  return rows.parse(found).map((row) => row.productId);
}

/** Looked at of a tier: of what begins with very many names none has to be told from the others. */
const begunMax = 2_000;

const named = (name: string, tier: number): Prisma.Sql => raw(`${name}${tier}`);

/** Those of some products that answer a `tsquery`. */
export async function keepAnswering(
  db: Db,
  language: Language,
  productIds: readonly string[],
  question: string,
): Promise<string[]> {
  const found = await db.$queryRaw`
    select product_id as "productId" from (
      select product_id, document from catalog_text
      where language = ${inLanguage(language)} and product_id = any(${[...productIds]}::uuid[]) offset 0) named
    where document @@ ${question}::tsquery`;
  const answering = new Set(rows.parse(found).map((row) => row.productId));
  return productIds.filter((id) => answering.has(id));
}
