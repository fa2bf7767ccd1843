import type { Db } from "@/lib/db/client";
import { bookDifferences, idOf, idsOf, waitingKind } from "./book-difference";

interface OrderKey {
  customerId: string;
  orderId: string;
}

export interface PaymentKey extends OrderKey {
  paymentIntentId: string;
}

/** A payment we have and the provider doesn't. */
export const raiseUnknown = (db: Db, payment: PaymentKey, now: Date): Promise<void> =>
  raise(db, "unknown_payment", payment, now);

/** A payment that something keeps from being compared. */
export const raiseUncompared = (db: Db, payment: PaymentKey, now: Date): Promise<void> =>
  raise(db, "not_compared", payment, now);

/**
 * Keeps in mind that a payment could not be compared: what is open is looked at again at every run, and goes away once it
 * could be. Whether it is told, and how, is decided when all have had their turn. One that has a difference stands in the
 * books already.
 */
export async function keepUncompared(db: Db, payment: PaymentKey, now: Date): Promise<void> {
  const { customerId, orderId, paymentIntentId: subject } = payment;
  const open = await db.bookDifference.count({ where: { differenceId: { in: idsOf(subject) }, resolvedAt: null } });
  if (open > 0) return;
  const differenceId = idOf(waitingKind, subject);
  const waiting = { kind: waitingKind, customerId, orderId, data: { subject }, firstSeenAt: now };
  await db.bookDifference.upsert({
    where: { differenceId },
    create: { differenceId, ...waiting },
    update: { resolvedAt: null },
    select: { differenceId: true },
  });
}

/**
 * The same of an order past its time that may be paid and can't be asked about, while its units are held. It stands under its
 * own id, for it is not known yet which payment is its.
 */
export async function keepUnread(db: Db, { customerId, orderId }: OrderKey, now: Date): Promise<void> {
  const overdue = { customerId, orderId, status: "pending_payment" as const, expiresAt: { lt: now } };
  if ((await db.order.count({ where: overdue })) === 0) return;
  await keepUncompared(db, { customerId, orderId, paymentIntentId: orderId }, now);
}

export const isUnread = ({ orderId, paymentIntentId }: PaymentKey): boolean => paymentIntentId === orderId;

interface Kept {
  differenceId: string;
  customerId: string | null;
  orderId: string | null;
}

/** The payment that a difference is about, if it is about one. */
export function paymentOf({ differenceId, customerId, orderId }: Kept): PaymentKey[] {
  const paymentIntentId = differenceId.slice(differenceId.indexOf(":") + 1);
  return customerId && orderId ? [{ customerId, orderId, paymentIntentId }] : [];
}

async function raise(
  db: Db,
  kind: "unknown_payment" | "not_compared",
  { customerId, orderId, paymentIntentId }: PaymentKey,
  now: Date,
): Promise<void> {
  const payment = await db.payment.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: { capturedAmount: true, currency: true, order: { select: { number: true } } },
  });
  const { capturedAmount: ours = 0, currency = null, order = null } = payment ?? {};
  const data = { ours, theirs: 0, currency, orderNumber: order?.number ?? null };
  await bookDifferences(db, paymentIntentId, [{ kind, order: { customerId, orderId }, data }], now);
}
