import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { tierMark } from "./marks";

/**
 * A word that a tenth of a million products answer to is looked for among the best sellers first: there are enough of
 * them to fill every page anybody turns to, and the rest need not be looked at. Tier 0 are the 5,000 best sellers of the
 * catalog, tier 1 what sells best up to 50,000; each language's documents carry the tier as a mark.
 */
export const tierSizes = [5_000, 50_000] as const;
export const restTier = tierSizes.length;
/** A smaller catalog has no tiers: every list of it is counted to the end. */
export const tieredFrom = 10_000;

/** In shop_state while the catalog has tiers. */
export const tieredKey = "search-tiered";

const batchSize = 1_000;
const change = z.array(z.object({ productId: z.string(), tier: z.number() }));

/** Sorts the catalog into its tiers anew. Nightly, and after a seed or an import; writes only what moved. */
export async function refreshTiers(db: Db): Promise<void> {
  await db.$executeRaw`delete from shop_state where key = ${tieredKey} and not ${isLarge}`;
  for (const language of languageCodes) {
    const moved = await findMoved(db, language);
    for (let start = 0; start < moved.length; start += batchSize)
      await move(db, language, moved.slice(start, start + batchSize));
  }
  await db.$executeRaw`
    insert into shop_state (key, value, updated_at) select ${tieredKey}, '', now() where ${isLarge} on conflict do nothing`;
}

const isLarge = Prisma.sql`exists (
  select from catalog_entry where status = 'active' order by sold_count desc, product_id offset ${tieredFrom - 1} limit 1)`;

/** Best sellers that are not in their tier yet, and those of a tier that no longer sell well enough. */
async function findMoved(db: Db, language: Language) {
  const [best, good] = tierSizes;
  return change.parse(
    await db.$queryRaw`
      with ranked as (
        select product_id, row_number() over (order by sold_count desc, product_id) as place from catalog_entry
        where status = 'active' order by sold_count desc, product_id limit ${good}),
      wanted as (
        select product_id, case when place <= ${best} then 0 else 1 end as tier from ranked
        where ${isLarge}),
      tiered as (
        select product_id, tier from catalog_text
        where language = ${language} and document @@ ${`${quoted(0, language)} | ${quoted(1, language)}`}::tsquery)
      select product_id as "productId", coalesce(w.tier, ${restTier})::int as tier
      from wanted w full join tiered t using (product_id) where w.tier is distinct from t.tier::int order by product_id`,
  );
}

const quoted = (tier: number, language: Language) => `'${tierMark(tier, language)}'`;

async function move(db: Db, language: Language, moved: z.infer<typeof change>): Promise<void> {
  const marks = tierSizes.map((_, tier) => tierMark(tier, language));
  await db.$executeRaw`
    update catalog_text t set tier = m.tier,
      document = ts_delete(t.document, ${marks}::text[])
        || case when m.tier < ${restTier} then array_to_tsvector(array[(${marks}::text[])[m.tier + 1]]) else ''::tsvector end
    from unnest(${moved.map(({ productId }) => productId)}::uuid[], ${moved.map(({ tier }) => tier)}::int[]) as m(product_id, tier)
    where t.language = ${language} and t.product_id = m.product_id`;
}
