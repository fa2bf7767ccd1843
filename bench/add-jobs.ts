import pg from "pg";

/** Rows and jobs are added by so many connections at once, one a transaction. */
const clients = 32;
const seconds = 4;
/** What a flush to disk takes where the disk is somebody else's: waited for by the server, once for all who commit meanwhile. */
const flushMs = 2;

/** Jobs a second, each added in a transaction of its own; `notified` is the same with a NOTIFY beside it, as the queue came. */
export async function measureAdding(url: string): Promise<{ quiet: number; notified: number }> {
  const add = `select from graphile_worker.add_job('bench.add', '{}')`;
  const quiet = await rate(url, add);
  const notified = await rate(url, `${add}, pg_notify('jobs:insert', '{"count":1}')`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("delete from graphile_worker._private_jobs");
  await client.end();
  return { quiet, notified };
}

async function rate(url: string, statement: string): Promise<number> {
  const options = `-c commit_delay=${flushMs * 1_000} -c commit_siblings=0`;
  const pool = new pg.Pool({ connectionString: url, max: clients, options });
  const end = performance.now() + seconds * 1_000;
  let added = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await pool.query(statement);
        added += 1;
      }
    }),
  );
  await pool.end();
  return added / seconds;
}
