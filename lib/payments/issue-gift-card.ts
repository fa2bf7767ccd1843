import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { hashGiftCode, newGiftCode } from "./gift-card";

export interface GiftCardWish {
  amount: number;
  currency: Currency;
  email: string | null;
  locale: string;
  expiresAt: Date | null;
  actor: `staff:${string}`;
}

/** Makes a gift card and tells its code, this once: to whoever issues it, and by mail to whom it is for. */
export async function issueGiftCard(
  db: Db,
  { amount, currency, email, locale, expiresAt, actor }: GiftCardWish,
  { code = newGiftCode(), secret }: { code?: string; secret: string },
  now: Date,
): Promise<{ code: string; codeHash: string }> {
  const codeHash = hashGiftCode(code, secret);
  await inTransaction(db, async (tx) => {
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
      data: { codeHash, entryId: newId(), delta: amount, reason: "issued", actor, at: now },
      select: { entryId: true },
    });
    if (email) await enqueue(tx, "mail.gift-card", { codeHash, code, locale }, { key: codeHash });
  });
  return { code, codeHash };
}
