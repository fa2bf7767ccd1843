import type pg from "pg";

const index = "graphile_worker.jobs_delivery_line";

/**
 * What finds a merchant's deliveries in the queue (`lib/jobs/keep-line.ts`), by their payload, for those queued before they bore
 * whose they are have it as well. Laid over the queue's own tables after its migrations; no other job is in it. Looked for
 * first, and built beside the writers: `create index if not exists` waits for all who have written to the queue, and keeps
 * out all who mean to, before it looks. Whose building was cut short is built anew. Not in a transaction.
 */
export async function layDeliveryLine(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ indisvalid: boolean }>(
    "select indisvalid from pg_index where indexrelid = to_regclass($1)",
    [index],
  );
  if (rows[0]?.indisvalid) return;
  if (rows[0]) await client.query(`drop index concurrently ${index}`);
  await client.query(
    `create index concurrently jobs_delivery_line on graphile_worker._private_jobs ((payload ->> 'merchantId'), run_at, id)
      where is_available and key like 'webhooks.deliver:%'`,
  );
}
