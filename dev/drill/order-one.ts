import { newId } from "@/lib/core/ids";
import { insist } from "./insist";
import type { WaitedFor, Waiter } from "./waiter";

interface Ordering {
  inYen?: boolean;
  /** Another order, for somebody else's address: only the admission says that it is one too many. */
  again?: boolean;
  times?: number;
}

/** One order for each who waits, however often they send it. */
export async function orderOne(
  { ask, variant }: WaitedFor,
  { ticketId: customerId, key }: Waiter,
  { inYen = false, again = false, times }: Ordering,
) {
  const locale = inYen ? ("ja-JP" as const) : ("en-US" as const);
  const cart = { customerId, locale, lines: [{ ...variant, quantity: 1 }] };
  if (!(await insist(() => ask("fillCart", cart), times))) return null;
  const who = again ? { key: newId(), email: "again" } : { key, email: "waits" };
  const email = `${who.email}-${customerId.slice(-6)}@example.com`;
  const checkout = { customerId, locale, key: who.key, email, giftCard: null, useStoreCredit: false };
  return insist(() => ask("checkout", checkout), times);
}
