import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { languageCodes } from "@/lib/i18n/markets";
import { markChanged } from "./mark-changed";

/**
 * A word that a tenth of a million products answer to is looked for among the best sellers first: there are enough of
 * them to fill every page anybody turns to, and the rest need not be looked at. Tier 0 are the 2,000 best sellers of the
 * catalog, tier 1 what sells best up to 10,000, and so on, each five times the last: so what was looked at in vain costs
 * a fifth of what is looked at next. A tier is a table of its own beneath `catalog_text`.
 */
export const tierSizes = [2_000, 10_000, 50_000, 250_000] as const;
export const restTier = tierSizes.length;
export const allTiers: readonly number[] = [...tierSizes.keys(), restTier];
/** A smaller catalog has no tiers: every list of it is counted to the end. */
export const tieredFrom = 10_000;

/** Hits up to this tier, among the 10,000 best sellers, say how common they are in the whole catalog. */
export const bestTier = 1;

/** In shop_state while the catalog has tiers. */
export const tieredKey = "search-tiered";

const known = keep<boolean>();

/** Whether the catalog has tiers, as of a minute ago at most: for what is done otherwise in a large one. */
export async function isTiered(db: Db): Promise<boolean> {
  const read = async () => {
    const found = await db.$queryRaw<object[]>`select from shop_state where key = ${tieredKey}`;
    return new Map([[tieredKey, found.length > 0]]);
  };
  return (await known([tieredKey], read)).get(tieredKey) ?? false;
}

const sizes = keep<number>();

/** About how many products there are, as Postgres last counted them; 0 where it never did. */
export async function readCatalogSize(db: Db): Promise<number> {
  const read = async () => {
    const found = await db.$queryRaw<{ size: number }[]>`
      select greatest(reltuples, 0)::float8 as size from pg_class where oid = 'catalog_entry'::regclass`;
    return new Map([["entries", found[0]?.size ?? 0]]);
  };
  return (await sizes(["entries"], read)).get("entries") ?? 0;
}

const batchSize = 1_000;
const change = z.array(z.object({ language: z.string(), productId: z.string(), tier: z.number() }));
type Change = z.infer<typeof change>[number];

/** Sorts the catalog into its tiers anew. Nightly, and after an import; writes only what moved. */
export async function refreshTiers(db: Db): Promise<void> {
  await db.$executeRaw`delete from shop_state where key = ${tieredKey} and not ${isLarge}`;
  const moved = await findMoved(db);
  for (let start = 0; start < moved.length; start += batchSize) await move(db, moved.slice(start, start + batchSize));
  await db.$executeRaw`
    insert into shop_state (key, value, updated_at) select ${tieredKey}, '', now() where ${isLarge} on conflict do nothing`;
}

/** A catalog that has tiers keeps them until it is a tenth smaller, or one near the mark would be written anew each night. */
const isLarge = Prisma.sql`exists (
  select from catalog_entry where status = 'active' order by sold_count desc, product_id
  offset (
    select case when exists (select from shop_state where key = ${tieredKey}) then ${tieredFrom * 0.9}::int else ${tieredFrom}::int end - 1)
  limit 1)`;

/** What is not in the tier it sells well enough for, and what no longer does; what a product has to move stands together. */
async function findMoved(db: Db): Promise<Change[]> {
  const [most] = tierSizes.slice(-1);
  return change.parse(
    await db.$queryRaw`
      with ranked as (
        select product_id, row_number() over (order by sold_count desc, product_id) as place from catalog_entry
        where status = 'active' order by sold_count desc, product_id limit ${most}),
      wanted as (
        select language, product_id, ${tierOfPlace} as tier from ranked, unnest(${[...languageCodes]}::text[]) as language
        where ${isLarge}),
      tiered as (
        select language, product_id, tier from catalog_text
        where language = any(${[...languageCodes]}::text[]) and tier < ${restTier})
      select language, product_id as "productId", coalesce(w.tier, ${restTier})::int as tier
      from wanted w full join tiered t using (language, product_id)
      where w.tier is distinct from t.tier::int order by product_id`,
  );
}

const tierOfPlace = Prisma.sql`(${restTier}::int - ${Prisma.join(
  tierSizes.map((size) => Prisma.sql`(place <= ${size})::int`),
  " - ",
)})`;

/**
 * Holds the entries meanwhile: who indexes one of them anew finds its text in one tier, the old or the new. Each language is a
 * statement of its own, which looks into its own tables only.
 */
async function move(db: Db, moved: readonly Change[]): Promise<void> {
  const ids = [...new Set(moved.map(({ productId }) => productId))];
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`
      select product_id from catalog_entry where product_id = any(${ids}::uuid[]) order by product_id for no key update`;
    const written: string[] = [];
    for (const [language, changes] of Map.groupBy(moved, (each) => each.language)) {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        update catalog_text t set tier = m.tier
        from unnest(${changes.map(({ productId }) => productId)}::uuid[], ${changes.map(({ tier }) => tier)}::int[]) as m(product_id, tier)
        where t.language = ${language} and t.product_id = m.product_id returning t.product_id as id`;
      written.push(...rows.map(({ id }) => id));
    }
    await markChanged(tx, written);
  });
}
