import { type ParsedCronItem, parseCronItem } from "graphile-worker";
import { type JobName, type JobPayload, jobs, queueOf } from "@/lib/jobs/jobs";

export type Schedule = { [Name in JobName]: { name: Name; everyMinutes: number; payload: JobPayload<Name> } }[JobName];

/** What happens by the clock, and how often. Intervals divide an hour, or are whole hours that divide a day. */
export const schedules: readonly Schedule[] = [
  { name: "search.tiers", everyMinutes: 24 * 60, payload: {} },
  { name: "search.vocabulary", everyMinutes: 24 * 60, payload: {} },
  { name: "orders.learn", everyMinutes: 60, payload: {} },
  { name: "search.suggestions", everyMinutes: 60, payload: {} },
  { name: "payments.reconcile", everyMinutes: 10, payload: {} },
  { name: "jobs.watch", everyMinutes: 10, payload: {} },
  // Changes are fed when they happen; this is for what waited while Meilisearch was away.
  { name: "search.feed", everyMinutes: 1, payload: {} },
  { name: "search.mend", everyMinutes: 24 * 60, payload: {} },
  { name: "inventory.sweep", everyMinutes: 1, payload: {} },
  { name: "inventory.compare", everyMinutes: 24 * 60, payload: {} },
  { name: "shop.forget", everyMinutes: 24 * 60, payload: {} },
];

/** The same table as the worker's clock takes it. */
export function toCronItems(table: readonly Schedule[] = schedules): ParsedCronItem[] {
  return table.map(({ name, everyMinutes, payload }) => {
    const match = toCron(everyMinutes);
    return parseCronItem({
      task: name,
      match,
      identifier: keyOf({ name, payload }),
      payload: jobs[name].parse(payload),
      options: { queueName: queueOf(name) ?? undefined },
    });
  });
}

function toCron(everyMinutes: number): string {
  if (everyMinutes < 60) return `*/${everyMinutes} * * * *`;
  return everyMinutes === 60 ? "0 * * * *" : `0 */${everyMinutes / 60} * * *`;
}

/** What tells one row of the table from another. */
export const keyOf = ({ name, payload }: Pick<Schedule, "name" | "payload">): string =>
  `${name} ${JSON.stringify(payload)}`;

/** Counts a schedule's intervals: for deployments where an outside clock calls /api/jobs/run instead of a worker. */
export const turnOf = ({ everyMinutes }: Pick<Schedule, "everyMinutes">, now: Date): number =>
  Math.floor(now.getTime() / 60_000 / everyMinutes);
