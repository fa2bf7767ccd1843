import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { isOver } from "./dispute";
import { disputedMoney } from "./disputed-money";
import { giveBackWithheld } from "./give-back-withheld";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./record-event";
import { tellMerchants } from "./tell-merchants";
import { sumOfOwn } from "./withheld";

export interface DisputeFacts {
  disputeId: string;
  /** The order's own payment when left out. */
  paymentIntentId?: string;
  status: string;
  reason: string;
  amount: number;
  currency: string;
  dueBy: Date | null;
  openedAt: Date;
  /** When the provider said so: of two tales, the later one counts. */
  toldAt: Date;
}

/**
 * A buyer's bank has taken the money back, or looks into it. Kept as the provider last told it, whatever the order in
 * which its tales arrive; the merchants whose goods it is about are told when it begins and when it ends. With its end goes
 * back what was kept back for units called off meanwhile, as far as it is there.
 */
export function recordDispute(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  facts: DisputeFacts,
  now: Date,
): Promise<void> {
  const order = { customerId, orderId };
  const { disputeId, status, reason, amount, currency, dueBy, openedAt, toldAt } = facts;
  const paymentIntentId = facts.paymentIntentId ?? null;
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const known = await tx.dispute.findUnique({
      where: { customerId_orderId_disputeId: { ...order, disputeId } },
      select: { status: true, updatedAt: true },
    });
    if (known && isNoNews(known, toldAt)) return;
    await tx.dispute.upsert({
      where: { customerId_orderId_disputeId: { ...order, disputeId } },
      create: {
        ...{ ...order, disputeId, paymentIntentId, status, reason, amount, currency, dueBy },
        ...{ createdAt: openedAt, updatedAt: toldAt },
      },
      update: { paymentIntentId, status, reason, amount, dueBy, updatedAt: toldAt },
      select: { disputeId: true },
    });
    const taken = await tx.payment.findUniqueOrThrow({
      where: { customerId_orderId: order },
      select: { capturedAmount: true, currency: true },
    });
    const { amount: questioned, currency: told } = disputedMoney(facts, taken);
    const about = { disputeId, status, reason, currency: told, dueBy: dueBy?.toISOString() ?? null };
    const data = { ...about, amount: questioned };
    const tale = { amount: questioned, of: "paid" } as const;
    const again = `${disputeId}:${toldAt.toISOString()}`;
    if (!known || (isOver(known.status) && !isOver(status))) {
      await recordEvent(tx, order, { type: "disputed", actor: "stripe", at: now, data });
      const cause = known ? again : disputeId;
      await tellMerchants(tx, order, { ...tale, type: "dispute.created", cause, data: () => about }, now);
    }
    if (!isOver(status) || status === known?.status) return;
    await recordEvent(tx, order, { type: "dispute_closed", actor: "stripe", at: now, data });
    const givenBack = await giveBackWithheld(tx, order, now);
    const closed = (isOwn: (lineId: string) => boolean) => {
      const amount = sumOfOwn(givenBack, isOwn);
      return { ...about, ...(amount > 0 ? { givenBack: { amount, currency: taken.currency } } : {}) };
    };
    await tellMerchants(tx, order, { ...tale, type: "dispute.closed", cause: again, data: closed }, now);
  });
}

/** An earlier tale, or one of the same second as the end. */
const isNoNews = (known: { status: string; updatedAt: Date }, toldAt: Date): boolean =>
  isOver(known.status) ? known.updatedAt >= toldAt : known.updatedAt > toldAt;
