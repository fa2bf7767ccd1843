import { run } from "graphile-worker";
import type { Logger } from "pino";
import type { Handlers } from "@/lib/jobs/handlers";
import { openRuntime } from "@/lib/jobs/pool";
import { toCronItems } from "@/lib/jobs/schedules";
import { toTasks } from "@/lib/jobs/tasks";

export interface WorkerOptions {
  url: string;
  log: Logger;
  concurrency?: number;
  /** Other handlers than the shop's, for tests. */
  handlers?: Handlers;
}

export interface RunningWorker {
  /** Takes no new job, finishes those it has begun, then resolves. */
  stop(): Promise<void>;
  /** Settles when the worker ends, wanted or not. */
  ended: Promise<void>;
}

export async function startWorker({ url, log, concurrency = 5, handlers }: WorkerOptions): Promise<RunningWorker> {
  const runtime = openRuntime(url, concurrency, log);
  const runner = await run({ ...runtime.options, taskList: toTasks(log, handlers), parsedCronItems: toCronItems() });
  return {
    ended: runner.promise,
    async stop() {
      await runner.stop();
      await runtime.close();
    },
  };
}
