import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { countDead } from "@/lib/jobs/read-jobs";

const toldKey = "dead jobs told";

/**
 * Has those who run the shop told that jobs have died: once, however many follow, until none is dead any more. What dies
 * comes seldom alone, and a mail for each would bury the first.
 */
export function watchJobs(db: Db, now: Date): Promise<"told" | "known" | "none"> {
  return inTransaction(db, async (tx) => {
    if ((await countDead(tx)) === 0) {
      await tx.shopState.deleteMany({ where: { key: toldKey } });
      return "none";
    }
    const raisedAt = now.toISOString();
    const { count } = await tx.shopState.createMany({
      data: [{ key: toldKey, value: raisedAt, updatedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return "known";
    await enqueue(tx, "mail.dead-jobs", { raisedAt }, { key: raisedAt });
    return "told";
  });
}
