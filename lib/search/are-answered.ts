import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import { quoteMark, tierMark } from "./marks";

const { sql, join, raw } = Prisma;

/**
 * For each `tsquery`, whether any product of the language answers it; an empty one is answered by none. Each stands in a
 * CTE of its own, which is planned as if all its rows were wanted, by the index, and read only up to the first: asked
 * for one row, the planner would read the table from its start in the hope of an early one. The index gathers all rows of
 * a word before it gives the first, so the few best sellers are asked before the many of a common word.
 */
export async function areAnswered(db: Db, language: Language, queries: string[]): Promise<boolean[]> {
  if (queries.length === 0) return [];
  const reaches = [quoteMark(tierMark(0, language)), quoteMark(tierMark(1, language)), null];
  const asked = queries.flatMap((query, index) =>
    reaches.map(
      (mark, reach) => sql`${raw(`q${index}_${reach}`)} as materialized (
        select from catalog_text where language = ${language} and document @@ ${among(query, mark)}::tsquery)`,
    ),
  );
  const answered = queries.map((_, index) =>
    join(
      reaches.map((_mark, reach) => sql`exists (select from ${raw(`q${index}_${reach}`)})`),
      " or ",
    ),
  );
  const rows = z
    .array(z.object({ answered: z.array(z.boolean()) }))
    .parse(await db.$queryRaw`/* planned once */ with ${join(asked)} select array[${join(answered)}] as answered`);
  return rows[0]?.answered ?? [];
}

const among = (query: string, mark: string | null): string => (query && mark ? `(${query}) & ${mark}` : query);
