import { type ParsedCronItem, parseCronItem } from "graphile-worker";
import { type JobName, type JobPayload, jobs, priorityOf, queueOf } from "@/lib/jobs/jobs";
import { attemptsMax } from "@/lib/jobs/queue";

interface Timing {
  everyMinutes: number;
  /** Every turn has a job of its own, whatever became of the one before: for what is wanted within a turn of an outage's end. */
  eachTurnAnew?: boolean;
}
export type Schedule = { [Name in JobName]: Timing & { name: Name; payload: JobPayload<Name> } }[JobName];

/**
 * What happens by the clock, and how often. Intervals divide an hour, or are whole hours that divide a day. A turn finds the
 * job of an earlier one still there when it runs, fails or is dead, and leaves it: put on anew each time, none would ever
 * run out of attempts and be seen. A dead one stands in `/admin/jobs`, and its schedule goes on once it is tried again or
 * discarded.
 */
export const schedules: readonly Schedule[] = [
  { name: "search.tiers", everyMinutes: 24 * 60, payload: {} },
  { name: "search.vocabulary", everyMinutes: 24 * 60, payload: {} },
  { name: "orders.learn", everyMinutes: 60, payload: {} },
  { name: "search.suggestions", everyMinutes: 60, payload: {} },
  { name: "payments.reconcile", everyMinutes: 10, payload: {} },
  { name: "jobs.watch", everyMinutes: 10, payload: {} },
  // Changes are fed when they happen; this is for what waited while Meilisearch was away, within a minute of its return.
  { name: "search.feed", everyMinutes: 1, payload: {}, eachTurnAnew: true },
  { name: "search.mend", everyMinutes: 24 * 60, payload: {} },
  { name: "inventory.sweep", everyMinutes: 1, payload: {} },
  { name: "inventory.compare", everyMinutes: 24 * 60, payload: {} },
  { name: "shop.forget", everyMinutes: 24 * 60, payload: {} },
];

/** The same table as the worker's clock takes it. */
export function toCronItems(table: readonly Schedule[] = schedules): ParsedCronItem[] {
  return table.map(({ name, everyMinutes, payload, eachTurnAnew }) =>
    parseCronItem({
      task: name,
      match: toCron(everyMinutes),
      identifier: keyOf({ name, payload }),
      payload: jobs[name].parse(payload),
      // @ts-expect-error For crontabs its types leave out the mode that its SQL, like that of any job, knows.
      options: {
        queueName: queueOf(name) ?? undefined,
        maxAttempts: attemptsMax,
        priority: priorityOf(name),
        // None while there is one, whatever its state.
        ...(eachTurnAnew ? {} : { jobKey: `${name}:${jobKeyOf({ name, payload })}`, jobKeyMode: "unsafe_dedupe" }),
      },
    }),
  );
}

function toCron(everyMinutes: number): string {
  if (everyMinutes < 60) return `*/${everyMinutes} * * * *`;
  return everyMinutes === 60 ? "0 * * * *" : `0 */${everyMinutes / 60} * * *`;
}

/** What tells one row of the table from another. */
export const keyOf = ({ name, payload }: Pick<Schedule, "name" | "payload">): string =>
  `${name} ${JSON.stringify(payload)}`;

/** Of a schedule's job, the same whichever clock puts it on. */
export const jobKeyOf = (schedule: Pick<Schedule, "name" | "payload">): string => `schedule ${keyOf(schedule)}`;

/** Counts a schedule's intervals: for deployments where an outside clock calls /api/jobs/run instead of a worker. */
export const turnOf = ({ everyMinutes }: Pick<Schedule, "everyMinutes">, now: Date): number =>
  Math.floor(now.getTime() / 60_000 / everyMinutes);
