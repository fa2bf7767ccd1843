import type pg from "pg";
import { partyPrefix } from "@/lib/jobs/jobs";

/** Of the lock under which one worker at a time sees to the line. */
export const lineLock = 51_778;

/** So many of a merchant's deliveries are due at a time. */
export const dueMax = 100;

/** So many of a merchant's leave for the line at a time: a fifth of a second. */
const leavingMax = 5_000;

const deliveries = `graphile_worker._private_jobs where is_available and key like 'webhooks.deliver:%'`;
const ofMerchant = `${deliveries} and payload ->> 'merchantId' = line.merchant`;

/**
 * Whoever looks for a job reads all that are due and not for it, in every lane: with 100,000 deliveries to a dead endpoint
 * 96 ms a look, and 31 in each idle lane, five times a second. So only the first of a merchant's deliveries are due, and a look
 * is 0.2 ms. The others stand in a line: due never (`infinity`), and let in by their age as those before them are made. One
 * that comes is due at once where there is no line, and goes to its end where there is: else those that come as fast as they
 * are made would keep out for good who stands in it. One that failed and comes due again takes the place of its age, and the
 * youngest makes room: in the line it would send out all that are younger. The rows say all there is to know, so whoever looks
 * next goes on where a killed worker was; one looks at a time. Returns how many it moved.
 *
 * Those queued before deliveries bore whose they are have it written on them. Index: jobs_delivery_line
 * (`lib/db/delivery-line.ts`), read for one merchant after the other.
 */
export async function keepLine(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ moved: number }>(
    `with recursive turn as materialized (select pg_try_advisory_xact_lock($4, 0) as mine),
     merchant (id) as (
       select (select payload ->> 'merchantId' from ${deliveries} and payload ->> 'merchantId' is not null
                order by payload ->> 'merchantId' limit 1)
         from turn where mine
       union all
       select (select payload ->> 'merchantId' from ${deliveries} and payload ->> 'merchantId' > merchant.id
                order by payload ->> 'merchantId' limit 1)
         from merchant where merchant.id is not null),
     line as materialized (
       select merchant.id as merchant, parked.id as first
         from merchant left join lateral (
           select id from ${deliveries} and payload ->> 'merchantId' = merchant.id and run_at = 'infinity' order by id limit 1) parked on true),
     due as materialized (
       select merchant, job.id, job.flags ? ($1::text || merchant) is true as is_marked,
              job.place > $2::int or job.id > line.first is true as is_late
         from line cross join lateral (
           select id, flags, row_number() over (order by id) as place from (
             select id, flags from ${ofMerchant} and run_at <= now() order by run_at, id limit $2::int + $3::int) earliest) job),
     staying as (select merchant, count(*) from due where not is_late group by merchant),
     let_in as (
       select job.id from line left join staying using (merchant) cross join lateral (
         select id from ${ofMerchant} and run_at = 'infinity' order by id limit $2::int - coalesce(staying.count, 0)) job
        where line.first is not null),
     leaving as (
       select id from graphile_worker._private_jobs
        where id = any(array(select id from due where is_late)) and is_available
          for update skip locked),
     coming as (
       select id from graphile_worker._private_jobs
        where id = any(array(
                select id from due where not is_late and not is_marked union all select id from let_in))
          and is_available
          for update skip locked),
     lined_up as (
       update graphile_worker._private_jobs set run_at = 'infinity' where id = any(array(select id from leaving))
       returning id),
     let_through as (
       update graphile_worker._private_jobs
          set run_at = least(run_at, now()),
              flags = coalesce(flags, '{}') || jsonb_build_object($1::text || (payload ->> 'merchantId'), true)
        where id = any(array(select id from coming))
       returning id)
     select ((select count(*) from lined_up) + (select count(*) from let_through))::int as moved`,
    [partyPrefix, dueMax, leavingMax, lineLock],
  );
  return rows[0]?.moved ?? 0;
}
