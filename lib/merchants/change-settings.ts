import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffMember } from "@/lib/auth/staff-actor";
import { tags } from "@/lib/cache/tags";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import type { MerchantSettings } from "./settings";

/**
 * How a merchant wants its alerts, its returns and its stock. An owner decides it; what changed is written to the audit, and
 * the merchant's product pages are made anew where they show it.
 */
export function changeSettings(
  db: Db,
  staff: StaffMember,
  wanted: MerchantSettings,
  now: Date,
): Promise<Result<{ changed: boolean }, { code: "owners_only" }>> {
  const { merchantId, staffId, role } = staff;
  return inTransaction(db, async (tx) => {
    if (role !== "owner") return err({ code: "owners_only" });
    const before = await tx.merchant.findUniqueOrThrow({
      where: { merchantId },
      select: { alertEmail: true, returnDays: true, lowStockAt: true },
    });
    const changes = {
      ...(wanted.alertEmail === before.alertEmail ? {} : { alertEmail: wanted.alertEmail }),
      ...(wanted.returnDays === before.returnDays ? {} : { returnDays: wanted.returnDays }),
      ...(wanted.lowStockAt === before.lowStockAt ? {} : { lowStockAt: wanted.lowStockAt }),
    };
    if (Object.keys(changes).length === 0) return ok({ changed: false });
    await tx.merchant.update({ where: { merchantId }, data: changes, select: { merchantId: true } });
    await recordAudit(
      tx,
      { merchantId, staffId, now },
      { action: "merchant.settings", subject: merchantId, data: changes },
    );
    const pages = tags.merchant(merchantId);
    if ("returnDays" in changes) await enqueue(tx, "pages.revalidate", { tags: [pages] }, { key: pages });
    return ok({ changed: true });
  });
}
