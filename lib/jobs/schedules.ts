import { dayIn, shopZone } from "@/lib/i18n/shop-day";
import type { JobName, JobPayload } from "@/lib/jobs/jobs";

export type Schedule = {
  [Name in JobName]: { name: Name; everyMinutes: number; payload: JobPayload<Name> };
}[JobName];

const dayMinutes = 24 * 60;

/** What happens by the clock, and how often. Each turn has its job, whatever became of the one before (`enqueue-due.ts`). */
export const schedules: readonly Schedule[] = [
  { name: "search.tiers", everyMinutes: dayMinutes, payload: {} },
  { name: "search.vocabulary", everyMinutes: dayMinutes, payload: {} },
  { name: "orders.learn", everyMinutes: 60, payload: {} },
  { name: "purchases.forget", everyMinutes: dayMinutes, payload: {} },
  { name: "search.suggestions", everyMinutes: 60, payload: {} },
  { name: "payments.reconcile", everyMinutes: 10, payload: {} },
  { name: "jobs.watch", everyMinutes: 10, payload: {} },
  // Changes are fed when they happen; this is for what waited while Meilisearch was away, within a minute of its return.
  { name: "search.feed", everyMinutes: 1, payload: {} },
  { name: "search.mend", everyMinutes: dayMinutes, payload: {} },
  { name: "inventory.sweep", everyMinutes: 1, payload: {} },
  { name: "drops.resume", everyMinutes: 1, payload: {} },
  { name: "inventory.compare", everyMinutes: dayMinutes, payload: {} },
  { name: "shop.forget", everyMinutes: dayMinutes, payload: {} },
];

/** What tells one row of the table from another. */
export const keyOf = ({ name, payload }: Pick<Schedule, "name" | "payload">): string =>
  `${name} ${JSON.stringify(payload)}`;

/** Counts a schedule's intervals. Those of a day begin with the shop's own: what is work for the night is not done at noon. */
export const turnOf = ({ everyMinutes }: Pick<Schedule, "everyMinutes">, now: Date, zone = shopZone()): number =>
  Math.floor((everyMinutes === dayMinutes ? Date.parse(dayIn(now, zone)) : now.getTime()) / 60_000 / everyMinutes);
