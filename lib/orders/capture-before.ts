import type { OrderView } from "./read-order";

const dayMs = 24 * 3_600_000;

/** When money that is set aside is taken at the latest, so that it is not let go by itself: a day before that. */
export function captureBefore(authorizedUntil: Date): Date {
  return new Date(authorizedUntil.getTime() - dayMs);
}

/** The same of an order, for words about it: without money set aside, when it was placed. */
export const takenBefore = ({ payment, placedAt }: Pick<OrderView, "payment" | "placedAt">): Date =>
  payment?.authorizedUntil ? captureBefore(payment.authorizedUntil) : placedAt;
