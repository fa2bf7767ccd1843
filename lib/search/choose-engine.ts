import { MeilisearchError } from "meilisearch";
import type { Logger } from "pino";
import { meilisearchEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { type Circuit, type CircuitOptions, createCircuit } from "./circuit";
import type { SearchEngine } from "./engine";
import { meilisearchEngine } from "./engine-meilisearch";
import { postgresEngine } from "./engine-postgres";
import { engineWithFallback } from "./engine-with-fallback";
import { NoAnswerError } from "./meilisearch/ask";
import { connectMeilisearch } from "./meilisearch/connection";
import { DeadlineError } from "./with-deadline";

/** What Meilisearch is given for a request: with what Postgres then needs, a page still answers in a blink. */
const timeoutMs = 250;
/** For all requests of a search: one whose words are mended takes several, each of which may be slow and in time. */
const answerMs = 500;

/** Beside the job that changes wait for, which may have failed. */
const healedKey = "healed";

const ownErrors = [MeilisearchError, NoAnswerError, DeadlineError];

const engines = new WeakMap<Db, SearchEngine>();

/**
 * The engine that answers shoppers: Meilisearch where the environment names one, with Postgres behind it for when it is
 * down, slow, or has no index yet; Postgres alone otherwise.
 */
export function searchEngine(db: Db): SearchEngine {
  const known = engines.get(db);
  if (known) return known;
  const engine = choose(db);
  engines.set(db, engine);
  return engine;
}

function choose(db: Db): SearchEngine {
  const given = meilisearchEnv();
  if (!given) return postgresEngine(db);
  const connection = connectMeilisearch({ ...given, timeoutMs, answerMs });
  return engineWithFallback(
    (heard, failedLate) => meilisearchEngine(db, { ...connection, heard, failedLate }),
    postgresEngine(db),
    meilisearchCircuit(log, { onHealed: () => void feedSoon(db) }),
  );
}

/** Has told at once what changed while it was away: the job that failed meanwhile is due in hours, and the clock's in a minute. */
async function feedSoon(db: Db): Promise<void> {
  try {
    await enqueue(db, "search.feed", {}, { key: healedKey });
  } catch (err) {
    log.warn({ err }, "what changed while Meilisearch was away is fed by the clock");
  }
}

/** Only what Meilisearch does itself: the engine asks Postgres too, whose failures and whose slowness say nothing of it. */
export function meilisearchCircuit(
  log: Logger,
  rest: Pick<CircuitOptions, "restMs" | "restMsMax" | "onHealed"> = {},
): Circuit {
  const isOwn = (error: unknown) => ownErrors.some((own) => error instanceof own);
  return createCircuit({ name: "Meilisearch", log, isOwn, ...rest });
}
