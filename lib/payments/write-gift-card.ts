import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { hashGiftCode, sealGiftCode } from "./gift-card";

export interface GiftCardWish {
  amount: number;
  currency: Currency;
  email: string | null;
  locale: string;
  expiresAt: Date | null;
  actor: "shopper" | `staff:${string}`;
  /** Where its money comes from. */
  reason: string;
  orderId?: string;
}

/**
 * Makes a gift card, in the caller's transaction, and mails its code to whom it is for. One that is there under its code
 * is left as it is.
 */
export async function writeGiftCard(
  tx: Tx,
  { amount, currency, email, locale, expiresAt, actor, reason, orderId }: GiftCardWish,
  { code, secret }: { code: string; secret: string },
  now: Date,
): Promise<{ codeHash: string; isNew: boolean }> {
  const codeHash = hashGiftCode(code, secret);
  const card = {
    codeHash,
    lastFour: code.slice(-4),
    currency,
    initialAmount: amount,
    balance: amount,
    email,
    expiresAt,
    createdAt: now,
    updatedAt: now,
  };
  const { count } = await tx.giftCard.createMany({ data: [card], skipDuplicates: true });
  if (count === 0) return { codeHash, isNew: false };
  await tx.giftCardEntry.create({
    data: { codeHash, entryId: newId(), delta: amount, reason, orderId: orderId ?? null, actor, at: now },
    select: { entryId: true },
  });
  if (email) {
    const sealedCode = sealGiftCode(code, secret);
    await enqueue(tx, "mail.gift-card", { codeHash, sealedCode, locale }, { key: codeHash });
  }
  return { codeHash, isNew: true };
}
