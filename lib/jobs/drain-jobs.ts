import { runOnce } from "graphile-worker";
import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueUnlessAtIt } from "@/lib/jobs/enqueue-unless";
import type { Handlers } from "@/lib/jobs/handlers";
import { openRuntime } from "@/lib/jobs/pool";
import { enqueue } from "@/lib/jobs/queue";
import { jobKeyOf, keyOf, type Schedule, schedules, turnOf } from "@/lib/jobs/schedules";
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

/**
 * Queues what the clock asks for: each schedule once in its interval, whenever in it the call comes, so that neither a
 * call that is late nor two at once matter. A job of an earlier interval that is still at it keeps its place.
 */
export async function enqueueDue(db: Db, now: Date, table: readonly Schedule[] = schedules): Promise<void> {
  for (const schedule of table) {
    await inTransaction(db, async (tx) => {
      const turn = turnOf(schedule, now);
      const begun = await tx.$executeRaw`
        insert into shop_state (key, value, updated_at) values (${`schedule ${keyOf(schedule)}`}, ${String(turn)}, ${now})
        on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
         where shop_state.value::bigint < excluded.value::bigint`;
      if (begun === 0) return;
      const key = jobKeyOf(schedule);
      if (schedule.eachTurnAnew) await enqueue(tx, schedule.name, schedule.payload, { key });
      else await enqueueUnlessAtIt(tx, schedule.name, schedule.payload, key);
    });
  }
}
