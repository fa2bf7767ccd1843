import { settledTypes } from "@/lib/orders/settle-event";
import type { Books, Finding } from "./books";

export async function jobsDone({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select task_identifier, key, attempts, max_attempts, last_error from graphile_worker.jobs
     where attempts > 0 or run_at <= now() or run_at = 'infinity' or locked_at is not null`;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select coalesce(max(last_value), 0)::int as count from pg_sequences
     where schemaname = 'graphile_worker' and sequencename like '%jobs_id_seq%'`;
  return { checked: row?.count ?? 0, differences };
}

export async function eventsHandled({ db, outside }: Books): Promise<Finding> {
  const stored = await db.stripeEvent.findMany({ select: { eventId: true, handledAt: true } });
  const handled = new Set(stored.filter(({ handledAt }) => handledAt).map(({ eventId }) => eventId));
  const told = outside.events.filter(({ type }) => settledTypes.includes(type));
  const doubled = await db.$queryRaw<object[]>`
    select payload->>'id' as id, count(*)::int as copies from stripe_event group by 1 having count(*) > 1`;
  return { checked: told.length, differences: [...told.filter(({ id }) => !handled.has(id)), ...doubled] };
}
