import { once } from "node:events";
import { type Runner, type RunnerOptions, run, type WorkerEvents } from "graphile-worker";

const secondsMax = 10;

/**
 * Begins a runner of the queue and waits until it has looked for jobs. The queue asks once for the numbers of its jobs' names
 * and keeps what came of it: where the connection breaks in that moment, the runner would go on and never do a job.
 */
export async function beginRunner(options: RunnerOptions, events: WorkerEvents): Promise<Runner> {
  const looking = Promise.allSettled([firstLook(events)]);
  const runner = await run(options);
  runner.promise.catch(() => undefined);
  const [looked] = await looking;
  if (looked.status === "fulfilled") return runner;
  await runner.stop().catch(() => undefined);
  throw looked.reason;
}

/** A runner that fetches several jobs at once tells of success alone. */
async function firstLook(events: WorkerEvents): Promise<void> {
  const heard = new AbortController();
  const signal = AbortSignal.any([heard.signal, AbortSignal.timeout(secondsMax * 1_000)]);
  const hear = (name: string) => once(events, name, { signal });
  try {
    await Promise.race([
      hear("localQueue:getJobs:complete"),
      hear("worker:getJob:empty"),
      hear("job:start"),
      hear("worker:getJob:error").then(([{ error }]) => Promise.reject(error)),
    ]);
  } finally {
    heard.abort();
  }
}
