import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";

export interface CreditEntry {
  /** Positive: money comes. Negative: money goes. */
  delta: number;
  reason: string;
  orderId?: string;
  actor: string;
}

/**
 * Moves a gift card's balance and writes why, in one conditional update of its row: two orders can't spend the same
 * money. An empty card is spent; money that comes back makes it active again. On one that was disabled it stays, and is nobody's
 * to spend. Not had: it is disabled, expired, unknown or holds too little.
 */
export async function changeGiftCard(
  tx: Tx,
  { codeHash, delta, reason, orderId, actor }: CreditEntry & { codeHash: string },
  now: Date,
): Promise<Result<null, { code: "not_had" }>> {
  const moved = await tx.$executeRaw`
    UPDATE gift_card
       SET balance = balance + ${delta}::int, updated_at = ${now}::timestamptz,
           status = CASE WHEN status = 'disabled' THEN status
                         WHEN balance + ${delta}::int = 0 THEN 'spent' ELSE 'active' END
     WHERE code_hash = ${codeHash} AND (status = 'active' OR (status IN ('spent', 'disabled') AND ${delta}::int > 0))
       AND (status = 'disabled' OR expires_at IS NULL OR expires_at > ${now}::timestamptz)
       AND balance + ${delta}::int BETWEEN 0 AND initial_amount`;
  if (moved === 0) return err({ code: "not_had" });
  await tx.giftCardEntry.create({
    data: { codeHash, entryId: newId(), delta, reason, orderId: orderId ?? null, actor, at: now },
    select: { entryId: true },
  });
  return ok(null);
}
