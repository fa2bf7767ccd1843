/**
 * What finds a merchant's deliveries in the queue (`lib/jobs/keep-line.ts`), by their payload, for those queued before they bore
 * whose they are have it as well. Laid over the queue's own tables after its migrations; no other job is in it.
 */
export const deliveryLine = `
create index if not exists jobs_delivery_line on graphile_worker._private_jobs ((payload ->> 'merchantId'), run_at, id)
 where is_available and key like 'webhooks.deliver:%'`;
