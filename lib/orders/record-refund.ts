import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { RefundState } from "@/lib/payments/provider";
import { finishRefund } from "./finish-refund";
import { lockOrder } from "./lock-order";
import { readMoneyLeft } from "./read-money-left";
import { recordEvent } from "./record-event";

interface OrderKey {
  customerId: string;
  orderId: string;
}

/** With when it failed, where that is what is told. */
type ToldRefund = RefundState & { failedAt?: Date };

/**
 * Writes down how a refund stands at the provider: one of ours, found by the id it carries, or one that somebody made in
 * the provider's own back office, which becomes a refund of the order like any other. Told late, twice or in any order,
 * it ends the same.
 */
export function recordRefund(db: Db, { customerId, orderId }: OrderKey, told: ToldRefund, now: Date): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const refundId = (await findOurs(tx, order, told)) ?? (await adopt(tx, order, told, now));
    if (!refundId) return false;
    const { status: to, providerRefundId, failure, failedAt } = told;
    const outcome = {
      refundId,
      to,
      providerRefundId,
      actor: "stripe" as const,
      ...(failure ? { lastError: failure } : {}),
      ...(failedAt ? { failedAt: momentOf(new Date(failedAt.getTime() + wholeSecondMs), now) } : {}),
    };
    return finishRefund(tx, order, outcome, now);
  });
}

async function hasRefused(tx: Tx, { customerId, orderId }: OrderKey): Promise<boolean> {
  return (await tx.refund.count({ where: { customerId, orderId, status: "failed", providerRefundId: null } })) > 0;
}

/** The provider tells seconds: what is heard at once is known better by the shop's own clock. */
const heardAtOnceMs = 5_000;
/** What failed in a second may have failed at its end: nothing given back before makes up for it. */
const wholeSecondMs = 999;

const momentOf = (told: Date | undefined, now: Date): Date =>
  told && now.getTime() - told.getTime() > heardAtOnceMs ? told : now;

async function findOurs(tx: Tx, order: OrderKey, told: RefundState): Promise<string | null> {
  const byTheirs = { providerRefundId: told.providerRefundId };
  const found = await tx.refund.findFirst({
    where: { ...order, ...(told.refundId ? { OR: [{ refundId: told.refundId }, byTheirs] } : byTheirs) },
    select: { refundId: true },
  });
  return found?.refundId ?? null;
}

/**
 * Made elsewhere, and known to the provider before it is to us: what it says is what there is, and so is when. What was made after
 * another had failed makes up for it, however late either is heard of; and so does whatever is heard of after the provider has
 * refused one of ours, for that may be why.
 */
async function adopt(tx: Tx, order: OrderKey, told: ToldRefund, now: Date): Promise<string | null> {
  const left = await readMoneyLeft(tx, order, told.paymentIntentId);
  // More than is left is no refund of ours to make up: reconciliation shows the difference. One that fails takes nothing.
  if (!left.stray && !told.failedAt && told.amount > left.atProvider) return null;
  const refundId = newId();
  await tx.refund.create({
    data: {
      ...order,
      refundId,
      currency: told.currency,
      amount: told.amount,
      paymentAmount: told.amount,
      reason: "dashboard",
      actor: "stripe",
      paymentIntentId: told.paymentIntentId,
      providerRefundId: told.providerRefundId,
      createdAt: (await hasRefused(tx, order)) ? now : momentOf(told.createdAt, now),
      updatedAt: now,
    },
    select: { refundId: true },
  });
  const { paymentIntentId, amount } = told;
  await recordEvent(tx, order, {
    type: "refund_due",
    actor: "stripe",
    at: now,
    data: { refundId, paymentIntentId, amount, reason: "dashboard" },
  });
  return refundId;
}
