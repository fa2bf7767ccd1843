import type { Cause, Sandbox } from "../sandbox.ts";
import { refundShape } from "../shapes/refund-shape.ts";
import { newId } from "../state/ids.ts";
import type { Charge, Refund } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { bookBalance, emitCharge } from "./charges.ts";
import { planRefundEnd } from "./end-refund.ts";

/** Gives money back. Whether it may is the caller's question; this only does it. */
export function refundCharge(
  sandbox: Sandbox,
  charge: Charge,
  wanted: { amount: number; reason: string | null; metadata: Record<string, string> },
  cause: Cause,
): Refund {
  const id = newId("re");
  const balanceTransactionId = charge.captured ? bookRefund(sandbox, charge, id, wanted.amount) : null;
  const { refundsPend, asyncDelayMs } = sandbox.settings;
  const pends = refundsPend && charge.captured;
  const refund = sandbox.store.refunds.put({
    ...wanted,
    id,
    created: sandbox.nowSeconds(),
    currency: charge.currency,
    chargeId: charge.id,
    intentId: charge.intentId,
    status: pends ? "pending" : "succeeded",
    balanceTransactionId,
    settlesAtMs: pends ? sandbox.nowMs() + asyncDelayMs : null,
  });
  const after = sandbox.store.charges.put({ ...charge, amountRefunded: charge.amountRefunded + wanted.amount });
  emitEvent(sandbox, "refund.created", refundShape(refund), cause);
  emitCharge(sandbox, "refunded", after, cause, { amount_refunded: charge.amountRefunded });
  planRefundEnd(sandbox, refund);
  return refund;
}

function bookRefund(sandbox: Sandbox, charge: Charge, sourceId: string, amount: number): string {
  const entry = bookBalance(sandbox, {
    amount: -amount,
    fee: 0,
    currency: charge.currency,
    type: charge.method.type === "card" ? "refund" : "payment_refund",
    sourceId,
    description: charge.description,
  });
  return entry.id;
}
