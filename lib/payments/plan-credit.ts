import { type Currency, chargeStep } from "@/lib/core/money";
import { leastCharge } from "./least-charge";

export interface CreditPart {
  source: "gift_card" | "store_credit";
  codeHash: string | null;
  amount: number;
}

/**
 * What of a total is paid by a gift card and by store credit, in this order. What is left for the payment is nothing, or
 * as much as a payment has to be, in steps that can be charged: then a little of the credit is kept.
 */
export function planCredit(
  total: number,
  currency: Currency,
  { giftCard, storeCredit }: { giftCard: { codeHash: string; balance: number } | null; storeCredit: number },
): CreditPart[] {
  const available = (giftCard?.balance ?? 0) + storeCredit;
  const step = chargeStep(currency);
  const rest = Math.ceil(Math.max(0, total - available) / step) * step;
  const payable = rest > 0 ? Math.min(total, Math.max(rest, leastCharge[currency])) : 0;
  const credit = total - payable;
  const ofCard = Math.min(giftCard?.balance ?? 0, credit);
  const parts: CreditPart[] = [
    { source: "gift_card", codeHash: giftCard?.codeHash ?? null, amount: ofCard },
    { source: "store_credit", codeHash: null, amount: credit - ofCard },
  ];
  return parts.filter(({ amount }) => amount > 0);
}
