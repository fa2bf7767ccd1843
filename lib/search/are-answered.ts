import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** For each `to_tsquery` text, whether any product of the language answers it; an empty one is answered by none. */
export async function areAnswered(db: Db, language: Language, queries: string[]): Promise<boolean[]> {
  if (queries.length === 0) return [];
  const rows = z.array(z.object({ answered: z.boolean() })).parse(
    await db.$queryRaw`
      select exists (select from catalog_text t where t.language = ${language} and t.document @@ to_tsquery('simple', asked.query)) as answered
      from unnest(${queries}::text[]) with ordinality as asked(query, place) order by place`,
  );
  return rows.map(({ answered }) => answered);
}
