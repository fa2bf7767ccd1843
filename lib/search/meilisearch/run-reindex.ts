import type { Logger } from "pino";
import { databaseUrl } from "@/lib/core/env";
import type { Db } from "@/lib/db/client";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { aloneAtReindexing } from "../alone-at-reindexing";
import { configuredMeilisearch } from "./configured";
import { reindex } from "./reindex";
import type { Progress } from "./reindex-progress";

const sliceSeconds = 20;

/** The job: a slice of a full reindexing; the next slice is the next job's. Nothing is left to do where another is at work. */
export async function runReindex(db: Db, log: Logger): Promise<void> {
  const connection = configuredMeilisearch();
  if (!connection) return;
  let done = 0;
  const onProgress = (progress: Progress) => {
    done = progress.done;
  };
  const finished = await aloneAtReindexing(databaseUrl(), () =>
    reindex(db, connection, { secondsMax: sliceSeconds, onProgress }),
  );
  if (finished === null) return log.info("another reindexing is at work; this one leaves it alone");
  log.info({ done, finished }, "a slice of the search index is built");
  if (!finished) await enqueue(db, "search.reindex", {}, { key: sliceKey });
}
