import { runOnce } from "graphile-worker";
import type { Logger } from "pino";
import type { Handlers } from "@/lib/jobs/handlers";
import { openRuntime } from "@/lib/jobs/pool";
import { toTasks } from "@/lib/jobs/tasks";

export interface DrainOptions {
  url: string;
  log: Logger;
  /** No new job is begun after this long. */
  secondsMax?: number;
  concurrency?: number;
  handlers?: Handlers;
}

/** Runs every job that is due and returns how many: for tests, and where a clock calls instead of a worker listening. */
export async function drainJobs({
  url,
  log,
  secondsMax = 50,
  concurrency = 5,
  handlers,
}: DrainOptions): Promise<number> {
  const runtime = openRuntime({ url, hands: concurrency, log });
  let done = 0;
  runtime.events.on("job:complete", () => {
    done += 1;
  });
  runtime.events.on("pool:create", ({ workerPool }) => {
    const limit = setTimeout(() => void workerPool.gracefulShutdown("time is up"), secondsMax * 1_000);
    workerPool.promise.finally(() => clearTimeout(limit)).catch(() => undefined);
  });
  try {
    await runOnce({ ...runtime.options, taskList: toTasks(log, handlers) });
  } finally {
    await runtime.close();
  }
  return done;
}
