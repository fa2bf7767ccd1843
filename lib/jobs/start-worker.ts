import type { TaskList } from "graphile-worker";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { beginRunner } from "@/lib/jobs/begin-runner";
import type { Handlers } from "@/lib/jobs/handlers";
import { isJobName, type Lane, laneOf, lanes } from "@/lib/jobs/jobs";
import { keepRunning } from "@/lib/jobs/keep-running";
import { keepTime } from "@/lib/jobs/keep-time";
import { openPool, openRuntime, type RuntimeOptions } from "@/lib/jobs/pool";
import { toTasks } from "@/lib/jobs/tasks";
import { type Trouble, watchTrouble } from "@/lib/jobs/trouble";

export interface WorkerOptions {
  url: string;
  log: Logger;
  /** Other handlers than the shop's, for tests. */
  handlers?: Handlers;
  /** Milliseconds after which a silent connection of the queue is given up. */
  patience?: number;
}

export interface RunningWorker {
  /** Takes no new job, finishes those it has begun, then resolves. */
  stop(): Promise<void>;
  /** Resolves when the worker has stopped. */
  ended: Promise<void>;
}

/**
 * A lane has hands of its own: an import of ten thousand products keeps no buyer waiting. What is fetched at once is
 * little where jobs are short and a later one may be urgent, and less where a job may take its ten seconds. Those that list a
 * product take along what waits. As many hands mail as the mailer keeps connections, and two merchants whose
 * endpoints are slow leave hands for the webhooks of the others.
 */
const crews: Record<Lane, Pick<RuntimeOptions, "hands" | "fetched" | "fair" | "lookEveryMs">> = {
  purchase: { hands: 5, fetched: 25 },
  prompt: { hands: 5, fetched: 20 },
  mail: { hands: 5, fetched: 5 },
  webhook: { hands: 8, fair: true, lookEveryMs: 1_000 },
  listing: { hands: 2 },
  bulk: { hands: 4, fetched: 16 },
};

/**
 * The lanes share their connections: hands wait for strangers and for the shop's own statements, and the queue's are short.
 * Each lane keeps one more to listen, and one for its presence: twenty in all.
 */
const connectionsMax = lanes.length + 8;

export async function startWorker({ handlers, ...options }: WorkerOptions): Promise<RunningWorker> {
  const trouble = watchTrouble(options.log);
  const pgPool = openPool({ ...options, trouble, connectionsMax });
  const tasks = toTasks(options.log, handlers);
  const busy = lanes.filter((lane) => Object.keys(ofLane(lane, tasks)).length > 0);
  const begun = await Promise.allSettled(
    busy.map((lane) => startLane(lane, ofLane(lane, tasks), { ...options, pgPool, trouble })),
  );
  const started = begun.flatMap((lane) => (lane.status === "fulfilled" ? [lane.value] : []));
  const ended = Promise.all(started.map((lane) => lane.ended)).then(() => pgPool.end());
  const stop = async () => {
    await Promise.all(started.map((lane) => lane.stop()));
    await ended;
  };
  const failed = begun.find((lane) => lane.status === "rejected");
  if (!failed) return { ended, stop };
  await stop();
  throw failed.reason;
}

const ofLane = (lane: Lane, tasks: TaskList): TaskList =>
  Object.fromEntries(Object.entries(tasks).filter(([name]) => isJobName(name) && laneOf(name) === lane));

function startLane(lane: Lane, taskList: TaskList, options: WorkerOptions & { pgPool: Pool; trouble: Trouble }) {
  const { trouble } = options;
  return keepRunning(async () => {
    const runtime = openRuntime({ ...options, ...crews[lane] });
    try {
      const runner = await beginRunner({ ...runtime.options, taskList, parsedCronItems: [] }, runtime.events);
      if (taskList["jobs.clock"]) keepTime(runner, trouble);
      return { runtime, runner };
    } catch (error) {
      await runtime.close();
      throw error;
    }
  }, trouble);
}
