import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { newGiftCode } from "./gift-card";
import { type GiftCardWish, writeGiftCard } from "./write-gift-card";

/** Makes a gift card and tells its code, this once: to whoever issues it, and by mail to whom it is for. */
export async function issueGiftCard(
  db: Db,
  wish: Omit<GiftCardWish, "reason" | "orderId">,
  { code = newGiftCode(), secret }: { code?: string; secret: string },
  now: Date,
): Promise<{ code: string; codeHash: string }> {
  const card = { ...wish, reason: "issued" };
  const codeHash = await inTransaction(db, (tx) => writeGiftCard(tx, card, { code, secret }, now));
  return { code, codeHash };
}
