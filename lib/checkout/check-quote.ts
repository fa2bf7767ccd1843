import { goodsMark } from "@/lib/cart/goods-mark";
import { amountMax } from "@/lib/core/money";
import { leastChargeAbove } from "@/lib/payments/least-charge";
import type { CheckoutQuote } from "./quote-checkout";
import { Refusal } from "./refusal";
import type { CheckoutForm } from "./schemas";

/**
 * Holds what the shop offers now against what the shopper saw and agreed to.
 *
 * @throws {Refusal} for the first thing that differs.
 */
export function checkQuote({ cart, totals, credit, shipsFrom }: CheckoutQuote, form: CheckoutForm): void {
  if (cart.lines.length === 0) throw new Refusal({ code: "cart_empty" });
  if (cart.lines.some((line) => line.problem)) throw new Refusal({ code: "cart_problem" });
  if (totals.totalAmount > amountMax) throw new Refusal({ code: "total_too_high" });
  if (totals.totalAmount !== form.expectedTotal)
    throw new Refusal({ code: "total_changed", totalAmount: totals.totalAmount });
  if (form.expectedGoods && form.expectedGoods !== goodsMark(cart.lines)) throw new Refusal({ code: "cart_changed" });
  if (credit.cardRefused) throw new Refusal({ code: "gift_card_refused" });
  if (credit.amount !== form.expectedCredit) throw new Refusal({ code: "credit_changed" });
  const least = leastChargeAbove(totals.totalAmount - credit.amount, totals.currency);
  if (least !== null) throw new Refusal({ code: "total_too_low", least });
  if (shipsFrom && shipsFrom > (form.expectedShipsFrom ?? "")) throw new Refusal({ code: "ships_later" });
}
