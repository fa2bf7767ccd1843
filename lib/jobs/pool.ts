import { EventEmitter } from "node:events";
import { Logger, type RunnerOptions, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Logger as Pino } from "pino";
import { utcSession } from "@/lib/db/utc-session";
import { shareFairly } from "@/lib/jobs/fair-share";
import { keepLine } from "@/lib/jobs/keep-line";
import { endAfter, graceMs, type Presence, patienceMs, startPresence } from "@/lib/jobs/presence";
import type { Trouble } from "@/lib/jobs/trouble";

export interface QueueRuntime {
  options: RunnerOptions;
  events: WorkerEvents;
  /** To be called when no job runs any more. */
  close(): Promise<void>;
}

export interface RuntimeOptions {
  url: string;
  /** Whoever opened it ends it, after the runtimes that use it. */
  pgPool: pg.Pool;
  /** How many jobs at once. */
  hands: number;
  log: Pino;
  trouble: Trouble;
  /**
   * So many jobs are fetched at once and wait for a hand here: five times the throughput, but a job that comes later
   * waits behind them, whatever its priority. One at a time when left out.
   */
  fetched?: number;
  /** No party gets more than its share of the hands. Not with `fetched`: what waits here is counted as nobody's. */
  fair?: boolean;
  /** How often an idle hand looks for jobs: adding one tells nobody (decision 024). */
  lookEveryMs?: number;
  /** Milliseconds; the queue's statements are short. */
  patience?: number | undefined;
}

export interface PoolOptions extends Pick<RuntimeOptions, "url" | "trouble" | "patience"> {
  connectionsMax: number;
}

/**
 * The queue's connections: a pool of its own, for LISTEN can't pass a pooler. One whose other end is gone without a word is
 * given up, or nobody would work for a quarter of an hour once the database has moved to another machine.
 */
export function openPool({ url, connectionsMax, trouble, patience = patienceMs }: PoolOptions): pg.Pool {
  const pgPool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    application_name: "cartwright-worker",
    options: utcSession,
    connectionTimeoutMillis: patience + graceMs,
    query_timeout: patience + graceMs,
    // Only so does a statement that is given up take its connection with it.
    pipeline: true,
  });
  const complain = (err: Error) => trouble.complain(err, "a connection of the worker broke");
  pgPool.on("error", complain);
  pgPool.on("connect", (client) => {
    client.on("error", complain);
    client.query(endAfter(patience)).catch(complain);
  });
  return pgPool;
}

/**
 * How jobs are written down as done or failed. One by one, the queue does not wait for it, and a connection that breaks in
 * that moment would end the process; as those that ended together, it breaks the lane, which begins again.
 */
const endedTogether = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/** What a lane of the worker and the drain share: our log, our presence. */
export function openRuntime({
  url,
  pgPool,
  hands,
  log,
  trouble,
  fetched,
  fair,
  lookEveryMs = 200,
  patience,
}: RuntimeOptions): QueueRuntime {
  const events: WorkerEvents = new EventEmitter();
  const presences: Presence[] = [];
  events.on("pool:create", ({ workerPool }) =>
    presences.push(startPresence(url, workerPool.id, { log, trouble, patience })),
  );
  for (const name of signsOfWork) events.on(name, trouble.works);
  return {
    events,
    options: {
      pgPool,
      events,
      concurrency: hands,
      pollInterval: lookEveryMs,
      noHandleSignals: true,
      logger: toQueueLogger(log, trouble),
      ...(fair ? { forbiddenFlags: shareFairly(events, () => keepLine(pgPool)) } : {}),
      preset: { worker: { ...(fetched ? { localQueue: { size: fetched } } : {}), ...endedTogether } },
    },
    async close() {
      await Promise.all(presences.map((presence) => presence.end()));
    },
  };
}

/** Each tells that Postgres has answered a hand. */
const signsOfWork = ["localQueue:getJobs:complete", "worker:getJob:empty", "job:start"] as const;

/** The queue's own chatter is for debugging; our tasks log what matters. What it complains of may be all there is to know. */
function toQueueLogger(log: Pino, trouble: Trouble): Logger {
  const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  return new Logger((scope) => (level, message, meta) => {
    const taskAlreadyLogged = /^Failed task/.test(message);
    const err = meta?.error;
    if (!taskAlreadyLogged && err && (level === "error" || level === "warning"))
      return trouble.complain(err, message, scope);
    log[taskAlreadyLogged ? "debug" : levels[level]]({ ...scope, ...(err ? { err } : {}) }, message);
  });
}
