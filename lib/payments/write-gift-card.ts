import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { hashGiftCode } from "./gift-card";

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

/** Makes a gift card, in the caller's transaction, and mails its code to whom it is for. Returns the hash of the code. */
export async function writeGiftCard(
  tx: Tx,
  { amount, currency, email, locale, expiresAt, actor, reason, orderId }: GiftCardWish,
  { code, secret }: { code: string; secret: string },
  now: Date,
): Promise<string> {
  const codeHash = hashGiftCode(code, secret);
  await tx.giftCard.create({
    data: {
      codeHash,
      lastFour: code.slice(-4),
      currency,
      initialAmount: amount,
      balance: amount,
      email,
      expiresAt,
      createdAt: now,
      updatedAt: now,
    },
    select: { codeHash: true },
  });
  await tx.giftCardEntry.create({
    data: { codeHash, entryId: newId(), delta: amount, reason, orderId: orderId ?? null, actor, at: now },
    select: { entryId: true },
  });
  if (email) await enqueue(tx, "mail.gift-card", { codeHash, code, locale }, { key: codeHash });
  return codeHash;
}
