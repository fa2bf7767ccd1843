import { hashPassword } from "@/lib/auth/password";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import { plainEmail } from "@/lib/core/typed-email";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

export interface NewStaff {
  email: string;
  name: string;
  password: string;
  merchantIds: readonly string[];
  role: "owner" | "clerk";
  /** Lets them run the shop itself; never taken away here. */
  operator?: boolean;
}

/**
 * Lets a person into the back room of these merchants. An e-mail that has an account keeps its name and password and
 * gains the memberships; `created` says which it was.
 */
export async function createStaff(
  db: Db,
  { email, name, password, merchantIds, role, operator = false }: NewStaff,
  now: Date,
): Promise<Result<{ staffId: string; created: boolean }, { code: "unknown_merchant" }>> {
  const address = plainEmail(email);
  const merchants = await db.merchant.count({ where: { merchantId: { in: [...merchantIds] } } });
  if (merchantIds.length === 0 || merchants !== new Set(merchantIds).size) return err({ code: "unknown_merchant" });
  const passwordHash = await hashPassword(password);

  return inTransaction(db, async (tx) => {
    const known = await tx.staffEmail.findUnique({ where: { email: address }, select: { staffId: true } });
    const staffId = known?.staffId ?? newId();
    if (known) {
      const account = await tx.staffAccount.findUniqueOrThrow({ where: { staffId }, select: { merchantIds: true } });
      const all = [...new Set([...account.merchantIds, ...merchantIds])];
      await tx.staffAccount.update({
        where: { staffId },
        data: { merchantIds: all, ...(operator ? { operator } : {}) },
        select: { staffId: true },
      });
    } else {
      await tx.staffEmail.create({ data: { email: address, staffId } });
      await tx.staffAccount.create({
        data: { staffId, email: address, name, passwordHash, merchantIds: [...merchantIds], operator, createdAt: now },
        select: { staffId: true },
      });
    }
    await tx.staffMembership.createMany({
      data: merchantIds.map((merchantId) => ({ merchantId, staffId, role })),
      skipDuplicates: true,
    });
    return ok({ staffId, created: !known });
  });
}
