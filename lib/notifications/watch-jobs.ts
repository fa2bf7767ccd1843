import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { readLastDeath } from "@/lib/jobs/read-jobs";

const toldKey = "dead jobs told";
const dayMs = 24 * 60 * 60_000;

/**
 * Has those who run the shop told that jobs have died: once, and as long as some are dead, once more for each day on which
 * others die. What dies comes seldom alone, and a mail for each would bury the first.
 */
export function watchJobs(db: Db, now: Date): Promise<"told" | "known" | "none"> {
  return inTransaction(db, async (tx) => {
    const lastDeath = await readLastDeath(tx);
    if (!lastDeath) {
      await tx.shopState.deleteMany({ where: { key: toldKey } });
      return "none";
    }
    const raisedAt = now.toISOString();
    const told = { key: toldKey, value: raisedAt, updatedAt: now };
    const first = await tx.shopState.createMany({ data: [told], skipDuplicates: true });
    if (first.count === 0) {
      const toldBefore = { lt: lastDeath, lte: new Date(now.getTime() - dayMs) };
      const again = await tx.shopState.updateMany({ where: { key: toldKey, updatedAt: toldBefore }, data: told });
      if (again.count === 0) return "known";
    }
    await enqueue(tx, "mail.dead-jobs", { raisedAt }, { key: raisedAt });
    return "told";
  });
}
