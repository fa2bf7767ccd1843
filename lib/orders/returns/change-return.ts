import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { enqueue } from "@/lib/jobs/queue";
import { type Actor, statusesBefore } from "../order";
import { oweNotice } from "../owe-notice";
import { type OrderEventType, recordEvent } from "../record-event";
import { releaseReplacement } from "./release-replacement";
import { type Resolution, type ReturnStatus, returnTransitions } from "./return";

export interface ReturnKey {
  customerId: string;
  orderId: string;
  returnId: string;
  merchantId: string;
}

/** What the order's history is told of each step; buyer and the merchant's own systems beside it. A refund tells it of itself. */
const eventOf: Record<ReturnStatus, OrderEventType | null> = {
  requested: "return_requested",
  approved: "return_approved",
  rejected: "return_rejected",
  received: "return_received",
  inspected: "return_inspected",
  refunded: null,
  exchanged: "exchanged",
  cancelled: "return_cancelled",
};

interface Step {
  to: ReturnStatus;
  actor: Actor;
  data?: Prisma.InputJsonObject;
  also?: {
    carrier?: string;
    tracking?: string;
    refundId?: string;
    exchangeOrderId?: string;
    resolution?: Resolution;
  };
}

/** Ends in which no replacement goes out, whatever the buyer asked for. */
const withoutExchange: readonly ReturnStatus[] = ["rejected", "cancelled", "refunded"];

/**
 * Moves a return if its status allows it, in one conditional update, with the merchant's own row beside it, and tells
 * whom it concerns. What was set aside for an exchange that is not coming is for sale again. False: it was not in a status
 * that leads there.
 */
export async function changeReturn(tx: Tx, key: ReturnKey, step: Step, now: Date): Promise<boolean> {
  const { customerId, orderId, returnId, merchantId } = key;
  const { count } = await tx.return.updateMany({
    where: { customerId, orderId, returnId, status: { in: statusesBefore(returnTransitions, step.to) } },
    data: { status: step.to, updatedAt: now, ...step.also },
  });
  if (count === 0) return false;
  await tx.merchantReturn.updateMany({
    where: { merchantId, returnId },
    data: { status: step.to, updatedAt: now },
  });
  if (withoutExchange.includes(step.to)) await releaseReplacement(tx, key, step.actor, now);
  await tellReturn(tx, key, step, now);
  return true;
}

export async function tellReturn(tx: Tx, key: ReturnKey, { to, actor, data = {} }: Step, now: Date): Promise<void> {
  const { customerId, orderId, returnId, merchantId } = key;
  const order = { customerId, orderId };
  const type = eventOf[to];
  if (type) await recordEvent(tx, order, { type, actor, at: now, data: { ...data, returnId, merchantId } });
  if (to === "exchanged") await oweNotice(tx, order, `exchanged:${returnId}`, now);
  else if (to !== "cancelled" && to !== "inspected" && to !== "refunded")
    await oweNotice(tx, order, `return_${to}:${returnId}`, now);
  await enqueue(tx, "webhooks.publish", {
    merchantId,
    eventId: newId(),
    type: `return.${to}`,
    data: { returnId, orderId },
  });
}
