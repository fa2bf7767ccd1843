import type { Task, TaskList } from "graphile-worker";
import type { Logger } from "pino";
import type { ZodType } from "zod";
import { withoutControls } from "@/lib/core/typed-text";
import { type Handlers, handlers as ours } from "@/lib/jobs/handlers";
import { isJobName, type JobName, type JobPayload, jobs } from "@/lib/jobs/jobs";

const schemas: { [Name in JobName]: ZodType<JobPayload<Name>> } = jobs;

/** The handlers as the queue calls them: payload parsed, outcome logged. A name without a handler stays queued. */
export function toTasks(log: Logger, handlers: Handlers = ours): TaskList {
  const tasks: TaskList = {};
  for (const name of Object.keys(handlers).filter(isJobName)) tasks[name] = toTask(name, log, handlers);
  return tasks;
}

function toTask<Name extends JobName>(name: Name, log: Logger, handlers: Handlers): Task {
  return async (payload, { job }) => {
    const context = {
      jobId: job.id,
      attempt: job.attempts,
      attemptsMax: job.max_attempts,
      log: log.child({ job: name, jobId: job.id, attempt: job.attempts }),
    };
    const began = performance.now();
    try {
      await handlers[name]?.(schemas[name].parse(payload), context);
      context.log.info({ ms: Math.round(performance.now() - began) }, "job done");
    } catch (err) {
      const given = job.attempts >= job.max_attempts;
      context.log[given ? "error" : "warn"](
        { err },
        given ? "job failed for the last time" : "job failed; it will be tried again",
      );
      throw fitForTheQueue(err);
    }
  };
}

/**
 * The queue keeps what an error says, of all that fail in one moment at once, and ends where Postgres can't: a null byte or half
 * a character, as in what a server on the way answered, would stop whoever runs the job, each time.
 */
function fitForTheQueue(err: unknown): unknown {
  const message = err instanceof Error ? err.message : String(err);
  const kept = withoutControls(message);
  return kept === message ? err : new Error(kept, { cause: err });
}
