import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { enqueue } from "@/lib/jobs/queue";

/** Owes a merchant's people one message for a cause, in the transaction that causes it. */
export async function oweMerchantNotice(
  tx: Tx,
  merchantId: string,
  { cause, type, data }: { cause: string; type: string; data: Prisma.InputJsonObject },
  now: Date,
): Promise<void> {
  const { count } = await tx.merchantNotice.createMany({
    data: [{ merchantId, cause, type, data, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 1) await enqueue(tx, "mail.merchant", { merchantId, cause }, { key: `${merchantId}:${cause}` });
}
