import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { keyedFlag } from "@/lib/jobs/queue";
import type { Trouble } from "@/lib/jobs/trouble";

/**
 * A worker killed outright leaves its jobs locked, for four hours as the queue sees it. So each worker holds an
 * advisory lock that dies with its connection, and everyone gives back the jobs of those who hold none.
 */
const lockSpace = 51_776;
const checkEveryMs = 5_000;
const reconnectMs = 1_000;
/** A statement of the queue that takes so many milliseconds is on a line that has gone silent. */
export const patienceMs = 60_000;
/** Postgres itself ends one that waits for a lock, before it is given up here: it does not notice that nobody waits any more. */
export const endAfter = (patience: number): string => `set statement_timeout = ${patience}`;
export const graceMs = 500;

export interface Presence {
  end(): Promise<void>;
}

export interface PresenceOptions {
  log: Logger;
  trouble: Trouble;
  /** Milliseconds. */
  patience?: number | undefined;
}

export function startPresence(
  url: string,
  workerId: string,
  { log, trouble, patience = patienceMs }: PresenceOptions,
): Presence {
  const stopped = new AbortController();
  const open = () =>
    new pg.Client({
      connectionString: url,
      application_name: "cartwright-presence",
      connectionTimeoutMillis: 5_000,
      query_timeout: patience + graceMs,
    });
  const running = keepPresent(open, { workerId, log, trouble, patience }, stopped.signal);
  return {
    end() {
      stopped.abort();
      return running;
    },
  };
}

async function keepPresent(
  open: () => pg.Client,
  { workerId, log, trouble, patience }: { workerId: string; log: Logger; trouble: Trouble; patience: number },
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    const client = open();
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query(endAfter(patience));
      await client.query("select pg_advisory_lock($1, hashtext($2))", [lockSpace, workerId]);
      while (!stopped.aborted) {
        const released = await releaseOrphans(client);
        if (released > 0) log.warn({ released }, "took over the jobs of a worker that is gone");
        await removeReplaced(client);
        await pause(checkEveryMs, stopped);
      }
    } catch (err) {
      trouble.complain(err, "lost the connection that says this worker is alive; connecting again");
      await pause(reconnectMs, stopped);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const pause = (ms: number, stopped: AbortSignal) => sleep(ms, undefined, { signal: stopped }).catch(() => undefined);

const givenBack = `locked_at = null, locked_by = null,
  last_error = case when attempts < max_attempts then last_error end,
  run_at = case when attempts < max_attempts then run_at else now() + exp(least(attempts, 10)) * interval '1 second' end`;

/**
 * A job locked within the last seconds may belong to a worker that is only about to take its lock. When Postgres was
 * restarted, everybody lost theirs at once: they have a while to take them again. Whose attempt was the last is dead from now
 * on, as the queue writes it down, and of no error: it came to none.
 *
 * What is given back gets another number. A worker that lives all the same, but could not connect for long, ends its job by
 * the number it had, whoever has it by now; and what was enqueued under the job's key since is in the same row. A delivery
 * keeps its own, which is its age in the line (`keep-line.ts`), until it is replayed (`replay-webhooks.ts`). The table is read
 * once for what is locked, and what is given back is found by its number.
 */
async function releaseOrphans(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ released: number }>(
    `with locked as materialized (
       select id, locked_by, locked_at, key like 'webhooks.deliver:%' is true as is_delivery
       from graphile_worker._private_jobs where locked_at is not null),
     gone as materialized (
       select distinct locked_by as worker_id from locked
       where locked_at < now() - interval '3 seconds'
         and pg_postmaster_start_time() < now() - interval '10 seconds'
         and not exists (
           select from pg_locks
           where locktype = 'advisory' and granted and classid = $1::int::oid and objid = hashtext(locked_by)::oid
             and database = (select oid from pg_database where datname = current_database()))),
     orphans as materialized (select id, is_delivery from locked join gone on worker_id = locked_by),
     queues as (
       update graphile_worker._private_job_queues set locked_at = null, locked_by = null
        where locked_by = any(array(select worker_id from gone))),
     deliveries as (
       update graphile_worker._private_jobs set ${givenBack}
        where id = any(array(select id from orphans where is_delivery)) and locked_by = any(array(select worker_id from gone))
       returning id),
     others as (
       update graphile_worker._private_jobs set id = default, ${givenBack}
        where id = any(array(select id from orphans where not is_delivery)) and locked_by = any(array(select worker_id from gone))
       returning id)
     select ((select count(*) from deliveries) + (select count(*) from others))::int as released`,
    [lockSpace],
  );
  return rows[0]?.released ?? 0;
}

/**
 * A job with a key that is enqueued again while it runs loses the key to the new one, and is not to be tried again. Run
 * to its end it is gone; when its worker is killed, or it fails, a row is left that nobody needs: the new one does it all.
 */
async function removeReplaced(client: pg.Client): Promise<void> {
  await client.query(
    "delete from graphile_worker._private_jobs where key is null and flags ? $1 and locked_at is null and attempts >= max_attempts",
    [keyedFlag],
  );
}
