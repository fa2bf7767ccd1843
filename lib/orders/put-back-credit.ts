import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { changeGiftCard } from "@/lib/payments/change-gift-card";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import type { Actor } from "./order";

/**
 * Puts credit back on the gift card it came from, or into store credit. A card that has expired meanwhile takes nothing: its
 * part becomes the customer's store credit, so that no money is lost. One that was disabled takes it and keeps it: who spent
 * a stolen card must not be given its money in another coin.
 */
export async function putBackCredit(
  tx: Tx,
  back: {
    customerId: string;
    orderId: string;
    codeHash: string | null;
    currency: string;
    amount: number;
    actor: Actor;
  },
  now: Date,
): Promise<void> {
  const { customerId, orderId, codeHash, currency, amount, actor } = back;
  const entry = { delta: amount, reason: "given_back", orderId, actor };
  const card = codeHash === null ? null : await changeGiftCard(tx, { codeHash, ...entry }, now);
  if (card?.ok) return;
  const given = await changeStoreCredit(tx, { customerId, currency, ...entry }, now);
  invariant(given.ok, "store credit can always grow");
}
