import type { Db, Tx } from "@/lib/db/client";

/** Ends every session of the account, on whatever machine it is open. */
export async function endSessions(db: Db | Tx, staffId: string): Promise<void> {
  await db.staffAccount.updateMany({ where: { staffId }, data: { sessionEpoch: { increment: 1 } } });
}
