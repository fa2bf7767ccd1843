import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { giftCodeOf } from "./gift-card";
import { type GiftCardWish, writeGiftCard } from "./write-gift-card";

/** `cardId` is the form's: a second press is the first one again. */
export type IssueWish = Omit<GiftCardWish, "reason" | "orderId"> & { cardId: string };

/**
 * Makes a gift card and tells its code, this once: to whoever issues it, and by mail to whom it is for. The code follows
 * from the form, so that a form sent twice is one card and its answer the same; one that says something else is another.
 */
export async function issueGiftCard(
  db: Db,
  { cardId, ...wish }: IssueWish,
  { secret }: { secret: string },
  now: Date,
): Promise<{ code: string; codeHash: string }> {
  const { amount, currency, email, expiresAt } = wish;
  const code = giftCodeOf([cardId, amount, currency, email, expiresAt?.toISOString() ?? null], secret);
  const card = { ...wish, reason: "issued" };
  const { codeHash } = await inTransaction(db, (tx) => writeGiftCard(tx, card, { code, secret }, now));
  return { code, codeHash };
}
