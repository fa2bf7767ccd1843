import { setTimeout as sleep } from "node:timers/promises";
import type { Runner } from "graphile-worker";
import type { QueueRuntime } from "@/lib/jobs/pool";
import type { Trouble } from "@/lib/jobs/trouble";

export interface Running {
  runtime: Pick<QueueRuntime, "close">;
  runner: Pick<Runner, "promise" | "stop">;
}

/**
 * Keeps a runner of the queue at work: when it ends unasked (Postgres was restarted, say) another is begun, as often as
 * it takes. Only the very first must succeed at once, for what is wrong then is wrong with us.
 */
export async function keepRunning(
  begin: () => Promise<Running>,
  trouble: Trouble,
): Promise<{ stop(): Promise<void>; ended: Promise<void> }> {
  const stopped = new AbortController();
  let current: Running | null = await begin();
  const ended = (async () => {
    while (current) {
      await current.runner.promise.catch((err: unknown) => trouble.complain(err, "a lane of the worker broke"));
      await current.runtime.close().catch(() => undefined);
      current = null;
      while (!current && !stopped.signal.aborted) {
        await sleep(1_000, undefined, { signal: stopped.signal }).catch(() => undefined);
        if (!stopped.signal.aborted)
          current = await begin().catch((err: unknown) => {
            trouble.complain(err, "a lane of the worker could not begin again");
            return null;
          });
      }
      // Told to stop while this one began: nobody else knows of it.
      if (stopped.signal.aborted) await current?.runner.stop().catch(() => undefined);
    }
  })();
  return {
    ended,
    async stop() {
      stopped.abort();
      await current?.runner.stop().catch(() => undefined);
      await ended;
    },
  };
}
