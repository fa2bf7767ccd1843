import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl, EnvError, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db/client";
import { requireOurSessions, requireOwnSession } from "@/lib/db/pooler";
import { startWorker } from "@/lib/jobs/start-worker";
import { configuredMeilisearch } from "@/lib/search/meilisearch/configured";
import { mendSettings } from "@/lib/search/meilisearch/mend-settings";

/** `npm run worker`: runs the shop's jobs until it is told to stop, then finishes those it has begun. */
const patienceSeconds = 25;

readCommandLine(
  "Usage: npm run worker. Runs the shop's jobs until it gets SIGTERM; reads the variables of .env.example.",
  {},
);

try {
  const { DATABASE_URL, DATABASE_NAMED_STATEMENTS } = env();
  await requireOwnSession(databaseUrl());
  await requireOurSessions(DATABASE_URL, DATABASE_NAMED_STATEMENTS);
  const worker = await startWorker({ url: databaseUrl(), log });
  log.info("the worker is waiting for jobs");
  // Under a supervisor that listens for it (PM2 does, and so does the shop's own command).
  process.send?.("ready");
  void mendSettings(configuredMeilisearch(), log);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    log.info("the worker finishes what it began");
    setTimeout(() => {
      log.error(`a job took more than ${patienceSeconds} s to finish; another worker takes it over`);
      process.exit(1);
    }, patienceSeconds * 1_000).unref();
    await worker.stop();
    await db().$disconnect();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  await worker.ended.catch((err: unknown) => log.error({ err }, "the worker broke"));
  if (!stopping) process.exit(1);
} catch (error) {
  if (error instanceof EnvError) console.error(error.message);
  else log.error({ err: error }, "the worker did not start");
  process.exit(1);
}
