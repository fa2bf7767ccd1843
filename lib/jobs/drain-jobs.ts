import { runOnce, type TaskList } from "graphile-worker";
import type { Logger } from "pino";
import type { Handlers } from "@/lib/jobs/handlers";
import { isJobName, laneOf } from "@/lib/jobs/jobs";
import { keepLine } from "@/lib/jobs/keep-line";
import { openPool, openRuntime } from "@/lib/jobs/pool";
import { toTasks } from "@/lib/jobs/tasks";
import { watchTrouble } from "@/lib/jobs/trouble";

export interface DrainOptions {
  url: string;
  log: Logger;
  /** No new job is begun after this long. */
  secondsMax?: number;
  concurrency?: number;
  handlers?: Handlers;
}

/** Mail has its own: a server that says nothing for half a minute would have them all. */
const mailHandsMax = 2;

const connectionsMax = 7;

/** Runs every job that is due and returns how many: for tests, and where a clock calls instead of a worker listening. */
export async function drainJobs({
  url,
  log,
  secondsMax = 50,
  concurrency = 5,
  handlers,
}: DrainOptions): Promise<number> {
  const end = performance.now() + secondsMax * 1_000;
  const mailHands = Math.min(mailHandsMax, concurrency);
  const trouble = watchTrouble(log);
  const pgPool = openPool({ url, connectionsMax, trouble });
  const runtime = openRuntime({ url, pgPool, hands: concurrency + mailHands, log, trouble, fair: true });
  let done = 0;
  runtime.events.on("job:complete", () => {
    done += 1;
  });
  runtime.events.on("pool:create", ({ workerPool }) => {
    const limit = setTimeout(() => void workerPool.gracefulShutdown("time is up"), end - performance.now());
    workerPool.promise.finally(() => clearTimeout(limit)).catch(() => undefined);
  });
  try {
    const [mails, others] = partition(toTasks(log, handlers));
    const run = async (taskList: TaskList, hands: number) => {
      if (Object.keys(taskList).length > 0) await runOnce({ ...runtime.options, concurrency: hands, taskList });
    };
    await Promise.all([run(others, concurrency), run(mails, mailHands)]);
    // A hand leaves when it finds nothing, though a merchant's deliveries stand in a line.
    while (performance.now() < end && (await keepLine(pgPool)) > 0) await run(others, concurrency);
    // What the others caused after the hands for mail had found nothing.
    if (performance.now() < end) await run(mails, mailHands);
  } finally {
    await runtime.close();
    await pgPool.end();
  }
  return done;
}

function partition(tasks: TaskList): [mails: TaskList, others: TaskList] {
  const isMail = ([name]: [string, unknown]) => isJobName(name) && laneOf(name) === "mail";
  const entries = Object.entries(tasks);
  return [Object.fromEntries(entries.filter(isMail)), Object.fromEntries(entries.filter((entry) => !isMail(entry)))];
}
