import type { Db } from "@/lib/db/client";
import { countDead } from "@/lib/jobs/read-jobs";
import { mailOperators } from "./mail-operators";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";

/** Tells those who run the shop how many jobs are dead, if any still is. */
export async function alertDeadJobs(db: Db, mailer: Mailer, { raisedAt }: { raisedAt: string }): Promise<Sending> {
  const count = await countDead(db);
  if (count === 0) return "not_owed";
  return mailOperators(db, mailer, { type: "dead_jobs", data: { count } }, `jobs.dead.${Date.parse(raisedAt)}`);
}
