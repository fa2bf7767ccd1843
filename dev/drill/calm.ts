import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { readVouchersInVain } from "./laws-of-vouchers";
import type { Machines } from "./machines";
import type { Room } from "./waiting-room";
import { wakeJobs, wakeRetries } from "./wake-jobs";

/** Longer than shop and provider wait for a voucher. */
const voucherMinutes = 73 * 60;
const callMs = 4_000;

/**
 * The storm is over: nothing fails any more, time passes a quarter of an hour a round (and once, when all else is done, the days
 * a voucher has), and the shop has so many rounds to put itself right. Nothing is repaired from outside: failed jobs only get
 * their next try without the wait. Returns the rounds it took, or null when it never came to rest, and the vouchers that could
 * be paid in vain until their days had gone by.
 */
export async function calmDown(
  machines: Machines,
  room: Room,
  minutesMax: number,
): Promise<{ rounds: number | null; vouchersInVain: object[] }> {
  const { db } = machines;
  const vouchersInVain: object[] = [];
  machines.revive();
  await machines.control("faults/clear", {});
  await machines.control("webhooks", { drop: 0, duplicate: 0, delayMs: 0, reorder: false, retryBaseMs: 200 });
  await machines.passTime(60);
  const end = Date.now() + minutesMax * 60_000;
  let quietRounds = 0;
  for (let round = 1; Date.now() < end; round += 1) {
    await enqueue(db, "payments.reconcile", {}, { key: "drill" });
    await enqueue(db, "inventory.sweep", {}, { key: "drill" });
    await drain(machines, end);
    // Who is called has to see it, and to order, before the time for it is over.
    if (room.waiting() > 0) await sleep(callMs);
    const { vouchers, ...open } = { ...(await countOpen(db)), waiters: room.waiting() };
    const isQuiet = Object.values(open).every((count) => count === 0);
    quietRounds = isQuiet && vouchers === 0 ? quietRounds + 1 : 0;
    console.log(`  round ${round}: ${JSON.stringify({ ...open, vouchers })}`);
    // What the provider said last is five minutes old in the round after.
    if (quietRounds === 3) return { rounds: round, vouchersInVain };
    // Nothing but vouchers is waited for: their days go by, and with them what could have been paid in vain.
    const isVouchersTurn = isQuiet && vouchers > 0;
    if (isVouchersTurn)
      vouchersInVain.push(...(await readVouchersInVain({ db, outside: await machines.readOutside() })));
    await machines.passTime(isVouchersTurn ? voucherMinutes : 15);
  }
  return { rounds: null, vouchersInVain };
}

/** Until no job is due or stands in a line for it (`keep-line.ts`), and none runs. */
async function drain(machines: Machines, end: number): Promise<void> {
  const { db } = machines;
  for (let quiet = 0; quiet < 3 && Date.now() < end; ) {
    await wakeRetries(db);
    await wakeJobs(db, machines.now());
    await sleep(300);
    quiet = (await countDue(db)) === 0 ? quiet + 1 : 0;
    machines.revive();
  }
}

const countSchema = z.array(z.object({ count: z.number() }));

async function countDue(db: Db): Promise<number> {
  const rows = countSchema.parse(
    await db.$queryRaw`
      select count(*)::int from graphile_worker._private_jobs
       where (run_at <= now() or run_at = 'infinity' or attempts > 0) and attempts < max_attempts`,
  );
  return rows[0]?.count ?? 0;
}

/** What still waits for something that ought to have come; vouchers have days. */
async function countOpen(db: Db) {
  const isPromised = { status: "promised" } as const;
  return {
    orders: await db.order.count({ where: { status: "pending_payment", payment: { isNot: isPromised } } }),
    payments: await db.payment.count({ where: { status: { in: ["open", "processing"] } } }),
    vouchers: await db.payment.count({ where: isPromised }),
    refunds: await db.refund.count({ where: { status: { in: ["due", "pending"] } } }),
    events: await db.stripeEvent.count({ where: { handledAt: null } }),
    jobs: await countDue(db),
  };
}
