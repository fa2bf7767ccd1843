import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";

/** Who runs the shop, and for which merchant they do now: their actions are on record there. */
export interface Operator {
  staffId: string;
  merchantId: string;
}

/** A difference that nobody has put right, or null. */
export function findOpenDifference(tx: Tx, differenceId: string) {
  return tx.bookDifference.findFirst({
    where: { differenceId, resolvedAt: null },
    select: { kind: true, customerId: true, orderId: true, data: true },
  });
}

/** Closes it for an operator, once, and keeps who did what. False: it was closed meanwhile. */
export async function closeDifference(
  tx: Tx,
  { staffId, merchantId }: Operator,
  { differenceId, action, reason }: { differenceId: string; action: "owe_again" | "settle"; reason: string },
  now: Date,
): Promise<boolean> {
  const settled = { settledAt: now, settledBy: staffId, settledReason: reason };
  const { count } = await tx.bookDifference.updateMany({
    where: { differenceId, resolvedAt: null },
    data: { resolvedAt: now, ...(action === "settle" ? settled : {}) },
  });
  if (count === 0) return false;
  await tx.auditEntry.create({
    data: {
      ...{ merchantId, staffId, entryId: newId(), at: now },
      ...{ action: `books.${action}`, subject: differenceId, data: { reason } },
    },
    select: { entryId: true },
  });
  return true;
}
