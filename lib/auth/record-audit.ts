import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { StaffContext } from "./staff-actor";

export interface Deed {
  /** `stock.adjust` */
  action: string;
  /** An id, a number or an address: what it was done to. */
  subject: string;
  data?: Prisma.InputJsonObject;
  /** Of the form that asked for it, where a second press is to be known by it. */
  entryId?: string | undefined;
}

/** Writes down who did what, and when, in the transaction that does it. */
export async function recordAudit(
  tx: Tx,
  { merchantId, staffId, now }: StaffContext,
  { action, subject, data = {}, entryId = newId() }: Deed,
): Promise<void> {
  await tx.auditEntry.create({
    data: { merchantId, entryId, staffId, action, subject, data, at: now },
    select: { entryId: true },
  });
}
