import type pg from "pg";
import { partyPrefix } from "@/lib/jobs/jobs";

/** So many of a merchant's deliveries are due at a time. */
export const dueMax = 100;

/** So many of a merchant's leave for the line at a time: a fifth of a second. */
const leavingMax = 5_000;

const deliveries = `graphile_worker._private_jobs where is_available and key like 'webhooks.deliver:%'`;
const ofMerchant = `${deliveries} and payload ->> 'merchantId' = merchant.id`;

/**
 * Whoever looks for a job reads all that are due and not for it, in every lane: with 100,000 deliveries to a dead endpoint
 * 96 ms a look, and 31 in each idle lane, five times a second. So only the first of a merchant's deliveries are due, and a look
 * is 0.2 ms. The others stand in a line: due never (`infinity`), and let in by their age as those before them are made. The
 * rows say all there is to know, so whoever looks next goes on where a killed worker was; one looks at a time.
 *
 * Those queued before deliveries bore whose they are have it written on them. Index: jobs_delivery_line
 * (`lib/db/delivery-line.ts`), read for one merchant after the other.
 */
export async function keepLine(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with recursive turn as materialized (select pg_try_advisory_xact_lock(51777, 0) as mine),
     merchant (id) as (
       select (select payload ->> 'merchantId' from ${deliveries} and payload ->> 'merchantId' is not null
                order by payload ->> 'merchantId' limit 1)
         from turn where mine
       union all
       select (select payload ->> 'merchantId' from ${deliveries} and payload ->> 'merchantId' > merchant.id
                order by payload ->> 'merchantId' limit 1)
         from merchant where merchant.id is not null),
     unmarked as (
       select job.id from merchant, lateral (
         select id, flags from ${ofMerchant} and run_at <= now() order by run_at, id limit $2::int) job
        where (job.flags ? ($1::text || merchant.id)) is not true),
     late as (
       select job.id from merchant, lateral (
         select id from ${ofMerchant} and run_at <= now() order by run_at, id offset $2::int limit $3::int) job),
     let_in as (
       select job.id from merchant, lateral (
         select id from ${ofMerchant} and run_at = 'infinity' order by id
          limit $2::int - (select count(*) from (
            select from ${ofMerchant} and run_at <= now() limit $2::int) due)) job),
     leaving as (
       select id from graphile_worker._private_jobs where id = any(array(select id from late)) and is_available
          for update skip locked),
     coming as (
       select id from graphile_worker._private_jobs
        where id = any(array(select id from unmarked union all select id from let_in)) and is_available
          for update skip locked),
     lined_up as (
       update graphile_worker._private_jobs set run_at = 'infinity' where id = any(array(select id from leaving)))
     update graphile_worker._private_jobs
        set run_at = least(run_at, now()),
            flags = coalesce(flags, '{}') || jsonb_build_object($1::text || (payload ->> 'merchantId'), true)
      where id = any(array(select id from coming))`,
    [partyPrefix, dueMax, leavingMax],
  );
}
