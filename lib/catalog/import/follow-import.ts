import { tags } from "@/lib/cache/tags";
import { minutes } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { enqueueAll } from "@/lib/jobs/enqueue-all";
import { enqueue } from "@/lib/jobs/queue";
import type { References } from "./references";
import type { Writer } from "./write-batch";

/**
 * Has pages and words made anew for what was added since. The last run does so for all of a file: one before it may
 * have been killed before it came to it.
 */
export async function followImport(
  { db, references }: Pick<Writer, "db" | "references">,
  { created, updated }: Record<"created" | "updated", number>,
  since: References["added"],
  now: Date,
): Promise<void> {
  if (references.added.categories > since.categories)
    await enqueue(db, "pages.revalidate", { tags: [tags.categories, tags.home] }, { key: "import" });
  if (created + updated > 0) await learnAnew(db, now);
}

/** The products' own jobs come first: words, best sellers and completion are counted from the lists. */
function learnAnew(db: Db, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + minutes(2));
  const names = ["search.vocabulary", "search.tiers", "search.suggestions"] as const;
  return enqueueAll(
    db,
    names.map((name) => ({ name, payload: {}, key: "import", runAt })),
  );
}
