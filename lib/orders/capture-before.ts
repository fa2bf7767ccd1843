import type { OrderView } from "./read-order";

const dayMs = 24 * 3_600_000;

/** When money that is set aside is taken at the latest, so that it is not let go by itself: a day before that. */
export function captureBefore(authorizedUntil: Date): Date {
  return new Date(authorizedUntil.getTime() - dayMs);
}

/** The same of an order, for words about it. Null: no money was set aside for it. */
export const takenBefore = ({ payment }: Pick<OrderView, "payment">): Date | null =>
  payment?.authorizedUntil ? captureBefore(payment.authorizedUntil) : null;
