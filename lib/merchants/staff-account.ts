import { z } from "zod";
import { type Deed, recordAudit } from "@/lib/auth/record-audit";
import { nilId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";

const rows = z.array(z.object({ merchantIds: z.array(z.string()) })).max(1);

/** The merchants an account remembers, for who changes them: the row is locked. None when there is no such account. */
export async function lockMerchantsOf(tx: Tx, staffId: string): Promise<string[]> {
  const [account] = rows.parse(
    await tx.$queryRaw`
      SELECT merchant_ids AS "merchantIds" FROM staff_account WHERE staff_id = ${staffId}::uuid FOR UPDATE`,
  );
  return account?.merchantIds ?? [];
}

/** Written down for each merchant concerned. Whoever sits at the shop's own machine has no account: it is nobody's deed. */
export async function recordAtShop(tx: Tx, merchantIds: readonly string[], deed: Deed, now: Date): Promise<void> {
  for (const merchantId of merchantIds) await recordAudit(tx, { merchantId, staffId: nilId, now }, deed);
}
