import type { Session } from "../state/records.ts";

export interface SessionTotals {
  subtotal: number;
  shipping: number;
  total: number;
}

export function sessionTotals(session: Session): SessionTotals {
  const subtotal = session.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
  const shipping = chosenShipping(session)?.amount ?? 0;
  return { subtotal, shipping, total: subtotal + shipping };
}

export function chosenShipping(session: Session) {
  return session.shippingOptions.find((option) => option.id === session.shippingOptionId) ?? null;
}
