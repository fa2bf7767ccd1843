import { days } from "@/lib/core/clock";
import type { OrderView } from "./read-order";

/** When money that is set aside is taken at the latest, so that it is not let go by itself: a day before that. */
export function captureBefore(authorizedUntil: Date): Date {
  return new Date(authorizedUntil.getTime() - days(1));
}

/** The same of an order, for words about it. Null: no money was set aside for it. */
export const takenBefore = ({ payment }: Pick<OrderView, "payment">): Date | null =>
  payment?.authorizedUntil ? captureBefore(payment.authorizedUntil) : null;
