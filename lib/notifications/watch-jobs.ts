import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { countDead, countUntold, markTold } from "@/lib/jobs/read-jobs";

const toldKey = "dead jobs told";

/**
 * Has those who run the shop told that jobs have died: once, and as long as some are dead, once more for each day on which
 * others die. What dies comes seldom alone, and a mail for each would bury the first. Those told of bear a mark: the time of
 * a death says nothing, for a job whose worker was killed is found dead whenever somebody next looks.
 */
export function watchJobs(db: Db, now: Date): Promise<"told" | "known" | "none"> {
  return inTransaction(db, async (tx) => {
    if ((await countDead(tx)) === 0) {
      await tx.shopState.deleteMany({ where: { key: toldKey } });
      return "none";
    }
    if ((await countUntold(tx)) === 0) return "known";
    const raisedAt = now.toISOString();
    const told = { key: toldKey, value: raisedAt, updatedAt: now };
    const first = await tx.shopState.createMany({ data: [told], skipDuplicates: true });
    if (first.count === 0) {
      const toldBefore = { lte: new Date(now.getTime() - days(1)) };
      const again = await tx.shopState.updateMany({ where: { key: toldKey, updatedAt: toldBefore }, data: told });
      if (again.count === 0) return "known";
    }
    await markTold(tx);
    await enqueue(tx, "mail.dead-jobs", { raisedAt }, { key: raisedAt });
    return "told";
  });
}
