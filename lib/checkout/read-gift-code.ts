import { takeAttempt } from "@/lib/auth/rate-limit";
import type { Db } from "@/lib/db/client";
import { giftCodeSchema, hashGiftCode } from "@/lib/payments/gift-card";

export interface GiftCode {
  codeHash: string | null;
  problem: "unknown" | "too_many" | null;
}

/** A code is asked about again with every change of the form, so an honest one needs some room. */
const limit = { max: 60, windowSeconds: 3600 };

/** What a shopper typed as a gift card's code. Counted by address, so that nobody tries codes out. */
export async function readGiftCode(
  db: Db,
  text: string | undefined,
  { address, secret }: { address: string; secret: string },
  now: Date,
): Promise<GiftCode> {
  if (!text?.trim()) return { codeHash: null, problem: null };
  const attempt = await takeAttempt(db, `gift-code:${address}`, limit, now);
  if (!attempt.allowed) return { codeHash: null, problem: "too_many" };
  const code = giftCodeSchema.safeParse(text);
  return code.success
    ? { codeHash: hashGiftCode(code.data, secret), problem: null }
    : { codeHash: null, problem: "unknown" };
}
