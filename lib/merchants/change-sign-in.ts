import { hashPassword } from "@/lib/auth/password";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { recordAtShop } from "./staff-account";

/** Ends every session of the account, on whatever machine it is open. */
export const endSessions = (db: Db, staffId: string, now: Date): Promise<void> =>
  changeSecrets(db, { staffId, action: "staff.signed_out" }, now);

/** Gives the account another password. Whoever is signed in with the one before is so no longer. */
export async function changePassword(
  db: Db,
  { staffId, password }: { staffId: string; password: string },
  now: Date,
): Promise<void> {
  await changeSecrets(db, { staffId, action: "staff.password", passwordHash: await hashPassword(password) }, now);
}

async function changeSecrets(
  db: Db,
  { staffId, action, passwordHash }: { staffId: string; action: string; passwordHash?: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { merchantIds } = await tx.staffAccount.update({
      where: { staffId },
      data: { sessionEpoch: { increment: 1 }, ...(passwordHash ? { passwordHash } : {}) },
      select: { merchantIds: true },
    });
    await recordAtShop(tx, merchantIds, { action, subject: staffId }, now);
  });
}
