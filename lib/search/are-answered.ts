import { z } from "zod";
import { inLanguage } from "@/lib/catalog/in-language";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import { readPlanned } from "./read-planned";
import { allTiers } from "./tiers";

const { sql, join, raw } = Prisma;

/**
 * For each `tsquery`, whether any product of the language answers it; an empty one is answered by none. Each stands in a
 * CTE of its own, which is planned as if all its rows were wanted, by the index, and read only up to the first: asked
 * for one row, the planner would read the table from its start in the hope of an early one. The index gathers all rows of
 * a word before it gives the first, so the few best sellers are asked before the many of a common word.
 */
export async function areAnswered(db: Db, language: Language, queries: string[]): Promise<boolean[]> {
  if (queries.length === 0) return [];
  const asked = queries.flatMap((query, index) =>
    allTiers.map(
      (tier) => sql`${raw(`q${index}_${tier}`)} as materialized (
        select from catalog_text where language = ${inLanguage(language)} and tier = ${raw(String(tier))} and document @@ ${query}::tsquery)`,
    ),
  );
  const answered = queries.map((_, index) =>
    join(
      allTiers.map((tier) => sql`exists (select from ${raw(`q${index}_${tier}`)})`),
      " or ",
    ),
  );
  const rows = z
    .array(z.object({ answered: z.array(z.boolean()) }))
    .parse(
      await readPlanned(db, sql`/* planned once */ with ${join(asked)} select array[${join(answered)}] as answered`),
    );
  return rows[0]?.answered ?? [];
}
