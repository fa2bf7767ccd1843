import type { Tx } from "@/lib/db/client";

/** Whether a change by hand is in the merchant's audit already: of a form sent twice, the second finds the first. */
export async function wasDone(
  tx: Tx,
  { merchantId, changeId }: { merchantId: string; changeId: string | undefined },
): Promise<boolean> {
  if (!changeId) return false;
  const found = await tx.auditEntry.findUnique({
    where: { merchantId_entryId: { merchantId, entryId: changeId } },
    select: { entryId: true },
  });
  return found !== null;
}
