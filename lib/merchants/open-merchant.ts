import type { StaffRole } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockMerchantsOf, recordAtShop } from "./staff-account";

/**
 * Opens a merchant with one place for its stock. Who works for every other merchant works for the new one as well, for
 * nobody could manage its products otherwise: as an owner who is one everywhere, and else as a clerk.
 */
export async function openMerchant(
  db: Db,
  { handle, name }: { handle: string; name: string },
  now: Date,
): Promise<{ merchantId: string }> {
  const merchantId = newId();
  await inTransaction(db, async (tx) => {
    const keepers = await findKeepers(tx);
    await tx.merchant.create({ data: { merchantId, handle, name, createdAt: now }, select: { merchantId: true } });
    await tx.location.create({
      data: { merchantId, locationId: merchantId, name, createdAt: now },
      select: { merchantId: true },
    });
    for (const { staffId, role } of keepers) {
      const merchantIds = [...(await lockMerchantsOf(tx, staffId)), merchantId];
      await tx.staffAccount.update({ where: { staffId }, data: { merchantIds }, select: { staffId: true } });
      await tx.staffMembership.create({ data: { merchantId, staffId, role }, select: { staffId: true } });
      await recordAtShop(tx, [merchantId], { action: "staff.added", subject: staffId, data: { role } }, now);
    }
  });
  return { merchantId };
}

async function findKeepers(tx: Tx): Promise<{ staffId: string; role: StaffRole }[]> {
  const merchants = await tx.merchant.count();
  const memberships = await tx.staffMembership.findMany({ select: { staffId: true, role: true } });
  return [...Map.groupBy(memberships, ({ staffId }) => staffId)]
    .filter(([, own]) => own.length === merchants)
    .map(([staffId, own]) => ({ staffId, role: own.every(({ role }) => role === "owner") ? "owner" : "clerk" }));
}
