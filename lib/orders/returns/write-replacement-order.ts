import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { requireMarket } from "@/lib/i18n/markets";
import { readDeliveryQuotes } from "@/lib/shipping/read-quotes";
import { insertOrder, type NewOrderLine } from "../insert-order";
import type { Actor } from "../order";
import type { OrderView } from "../read-order";
import type { PlannedExchange } from "./plan-exchange";

interface ReplacementOrder {
  customerId: string;
  orderId: string;
  number: string;
  returnId: string;
  plan: PlannedExchange;
  /** As the catalog describes them (`describeReplacement`). */
  lines: readonly NewOrderLine[];
  actor: Actor;
}

/**
 * The order of a replacement: to the same address, by the same way, delivered at no cost, its lines at what they are set
 * off for. The return's id is its idempotency key, so there is one for a return.
 */
export async function writeReplacementOrder(
  tx: Tx,
  old: OrderView,
  { customerId, orderId, number, returnId, plan, lines, actor }: ReplacementOrder,
  now: Date,
): Promise<void> {
  const market = requireMarket(old.locale);
  const quotes = await readDeliveryQuotes(tx, market, now);
  const chosen = quotes.find(({ method }) => method === old.shippingMethod) ?? quotes[0];
  invariant(chosen, "the market ships");
  const subtotalAmount = lines.reduce((sum, { unitAmount, quantity }) => sum + unitAmount * quantity, 0);
  const discountAmount = lines.reduce((sum, line) => sum + line.discountAmount, 0);
  const { amount: totalAmount, taxAmount } = plan;
  const none = { shippingAmount: 0, shippingTaxAmount: 0 };
  await insertOrder(tx, {
    customerId,
    orderId,
    number,
    idempotencyKey: returnId,
    locale: old.locale,
    currency: old.currency,
    email: old.email,
    shipTo: old.shipTo,
    shipping: { ...chosen, method: old.shippingMethod },
    totals: { subtotalAmount, discountAmount, ...none, taxAmount, totalAmount, taxIncluded: old.taxIncluded },
    lines,
    creditAmount: totalAmount,
    captureMode: "at_once",
    promptOnly: false,
    actor,
    takesFromCart: false,
    expiresAt: now,
    now,
  });
}
