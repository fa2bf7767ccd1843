import type { Db, Tx } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/database-clock";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { keyOf, type Schedule, schedules, turnOf } from "@/lib/jobs/schedules";

/**
 * Queues what the clock asks for: each schedule once in its interval, whenever in it the call comes, so that neither a
 * call that is late nor two at once matter. The time is Postgres' unless it is given: a process whose clock is a day ahead
 * would have had every turn of that day. A turn that was so taken all the same, when Postgres' own was ahead, is passed over.
 */
export async function enqueueDue(db: Db, given?: Date, table: readonly Schedule[] = schedules): Promise<void> {
  const now = given ?? (await databaseNow(db));
  for (const schedule of table) {
    await inTransaction(db, async (tx) => {
      const turn = turnOf(schedule, now);
      const begun = await tx.$executeRaw`
        insert into shop_state (key, value, updated_at) values (${`schedule ${keyOf(schedule)}`}, ${String(turn)}, ${now})
        on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
         where shop_state.value::bigint not between excluded.value::bigint and excluded.value::bigint + 1`;
      if (begun > 0) await takeTurn(tx, schedule);
    });
  }
}

/**
 * A schedule's turn never waits for an earlier one that failed: its job is tried again now, with the attempts it has left, so
 * that what fails for hours dies and is seen. A dead one stays for staff to see, one a schedule, and the turn has a new job.
 * What goes on slice by slice is not begun anew before it has come to its end, be that days later.
 */
async function takeTurn(tx: Tx, schedule: Schedule): Promise<void> {
  const key = `schedule ${keyOf(schedule)}`;
  const jobKey = `${schedule.name}:${key}`;
  const deadKey = `${jobKey} dead`;
  if (await goesOn(tx, schedule)) return;
  const alive = await tx.$executeRaw`
    update graphile_worker._private_jobs set run_at = least(run_at, now())
     where key = ${jobKey} and (locked_at is not null or attempts < max_attempts)`;
  if (alive > 0) return;
  await tx.$executeRaw`
    delete from graphile_worker._private_jobs where key = ${deadKey} and locked_at is null
       and exists (select from graphile_worker._private_jobs where key = ${jobKey})`;
  await tx.$executeRaw`
    update graphile_worker._private_jobs set key = ${deadKey}
     where key = ${jobKey} and not exists (select from graphile_worker._private_jobs where key = ${deadKey})`;
  await enqueue(tx, schedule.name, schedule.payload, { key });
}

async function goesOn(tx: Tx, { name }: Schedule): Promise<boolean> {
  const found = await tx.$queryRaw<object[]>`
    select from graphile_worker._private_jobs
     where key = ${`${name}:${sliceKey}`} and (locked_at is not null or attempts < max_attempts)`;
  return found.length > 0;
}
