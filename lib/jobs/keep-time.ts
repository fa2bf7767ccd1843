import type { Runner } from "graphile-worker";
import { type JobName, priorityOf } from "@/lib/jobs/jobs";
import { keyedFlag } from "@/lib/jobs/queue";
import type { Trouble } from "@/lib/jobs/trouble";

/** Twice in the shortest interval there is, so that none is missed. */
const lookEveryMs = 30_000;

const clock: JobName = "jobs.clock";

/**
 * The worker's own clock, for as long as its runner is at work: it looks what is due, as a clock does that calls
 * `/api/jobs/run`. The queue's own (cron) goes by the time of day of the process: one that is a day ahead silences it for
 * everybody.
 */
export function keepTime(runner: Pick<Runner, "addJob" | "promise">, trouble: Trouble): void {
  const look = () =>
    // One for all workers, which tries for four minutes; what is missed, the next look finds. Flagged as every job with a key,
    // so that of one that is replaced while it runs, and whose worker dies, no row is left.
    runner
      .addJob(clock, {}, { jobKey: clock, flags: [keyedFlag], maxAttempts: 6, priority: priorityOf(clock) })
      .catch((err: unknown) => trouble.complain(err, "the clock could not look what is due"));
  const beat = setInterval(look, lookEveryMs);
  const end = () => clearInterval(beat);
  runner.promise.then(end, end);
}
