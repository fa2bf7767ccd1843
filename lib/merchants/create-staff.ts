import { hashPassword } from "@/lib/auth/password";
import type { StaffRole } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import { plainEmail } from "@/lib/core/typed-email";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockMerchantsOf, recordAtShop } from "./staff-account";

export interface NewStaff {
  email: string;
  name: string;
  password: string;
  merchantIds: readonly string[];
  /** At these merchants from now on. Without one a membership that is there stays as it is, and a new one is a clerk's. */
  role?: StaffRole | undefined;
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
      const all = [...new Set([...(await lockMerchantsOf(tx, staffId)), ...merchantIds])];
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
      data: merchantIds.map((merchantId) => ({ merchantId, staffId, role: role ?? "clerk" })),
      skipDuplicates: true,
    });
    const where = { staffId, merchantId: { in: [...merchantIds] } };
    if (role) await tx.staffMembership.updateMany({ where, data: { role } });
    const data = { ...(role ? { role } : {}), ...(operator ? { operator } : {}) };
    await recordAtShop(tx, merchantIds, { action: "staff.added", subject: staffId, data }, now);
    return ok({ staffId, created: !known });
  });
}
