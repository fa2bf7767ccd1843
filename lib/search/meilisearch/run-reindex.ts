import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { configuredMeilisearch } from "./configured";
import { reindex } from "./reindex";

const sliceSeconds = 20;

/** The job: a slice of a full reindexing; the next slice is the next job's. */
export async function runReindex(db: Db, log: Logger): Promise<void> {
  const connection = configuredMeilisearch();
  if (!connection) return;
  let done = 0;
  const finished = await reindex(db, connection, {
    secondsMax: sliceSeconds,
    onProgress: (progress) => {
      done = progress.done;
    },
  });
  log.info({ done, finished }, "a slice of the search index is built");
  if (!finished) await enqueue(db, "search.reindex", {}, { key: "slice" });
}
