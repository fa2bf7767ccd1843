import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export interface WebhookActor {
  staffId: string;
  merchantId: string;
  role: "owner" | "clerk";
}

/** Who changed where a merchant's news goes, and when. */
export async function auditWebhook(
  tx: Tx,
  { staffId, merchantId }: WebhookActor,
  { action, url, data = {} }: { action: string; url: string; data?: Prisma.InputJsonObject },
  now: Date,
): Promise<void> {
  await tx.auditEntry.create({
    data: { merchantId, entryId: newId(), staffId, action, subject: url, data, at: now },
    select: { entryId: true },
  });
}
