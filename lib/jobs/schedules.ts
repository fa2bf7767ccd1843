import type { JobName, JobPayload } from "@/lib/jobs/jobs";

export type Schedule = {
  [Name in JobName]: { name: Name; everyMinutes: number; payload: JobPayload<Name> };
}[JobName];

/** What happens by the clock, and how often. Each turn has its job, whatever became of the one before (`enqueue-due.ts`). */
export const schedules: readonly Schedule[] = [
  { name: "search.tiers", everyMinutes: 24 * 60, payload: {} },
  { name: "search.vocabulary", everyMinutes: 24 * 60, payload: {} },
  { name: "orders.learn", everyMinutes: 60, payload: {} },
  { name: "purchases.forget", everyMinutes: 24 * 60, payload: {} },
  { name: "search.suggestions", everyMinutes: 60, payload: {} },
  { name: "payments.reconcile", everyMinutes: 10, payload: {} },
  { name: "jobs.watch", everyMinutes: 10, payload: {} },
  // Changes are fed when they happen; this is for what waited while Meilisearch was away, within a minute of its return.
  { name: "search.feed", everyMinutes: 1, payload: {} },
  { name: "search.mend", everyMinutes: 24 * 60, payload: {} },
  { name: "inventory.sweep", everyMinutes: 1, payload: {} },
  { name: "drops.resume", everyMinutes: 1, payload: {} },
  { name: "inventory.compare", everyMinutes: 24 * 60, payload: {} },
  { name: "shop.forget", everyMinutes: 24 * 60, payload: {} },
];

/** What tells one row of the table from another. */
export const keyOf = ({ name, payload }: Pick<Schedule, "name" | "payload">): string =>
  `${name} ${JSON.stringify(payload)}`;

/** Counts a schedule's intervals. */
export const turnOf = ({ everyMinutes }: Pick<Schedule, "everyMinutes">, now: Date): number =>
  Math.floor(now.getTime() / 60_000 / everyMinutes);
