import type { Cause, Sandbox } from "../sandbox.ts";
import { chargeShape } from "../shapes/charge-shape.ts";
import { newId } from "../state/ids.ts";
import type { BalanceTransaction, Charge, Failure, Intent, Method } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

export function newCharge(
  sandbox: Sandbox,
  intent: Intent,
  method: Method,
  outcome: { status: Charge["status"]; failure: Failure | null },
): Charge {
  return {
    id: newId(method.type === "card" ? "ch" : "py"),
    created: sandbox.nowSeconds(),
    amount: intent.amount,
    amountCaptured: 0,
    amountRefunded: 0,
    currency: intent.currency,
    intentId: intent.id,
    description: intent.description,
    metadata: intent.metadata,
    method,
    billing: intent.billing,
    receiptEmail: intent.receiptEmail,
    status: outcome.status,
    captured: false,
    releasedAmount: 0,
    disputed: false,
    disputeAtMs: null,
    captureBefore: null,
    failure: outcome.failure,
    balanceTransactionId: null,
  };
}

export function emitCharge(
  sandbox: Sandbox,
  what: string,
  charge: Charge,
  cause: Cause,
  previous: Record<string, unknown> | null = null,
): void {
  emitEvent(sandbox, `charge.${what}`, chargeShape(charge, sandbox.url), cause, previous);
}

/** Marks the charge's money as received and books it. */
export function receiveCharge(sandbox: Sandbox, charge: Charge, amount: number): Charge {
  // Where the rest becomes a refund, the whole is booked before it.
  const booked = sandbox.settings.refundsReleases ? charge.amount : amount;
  const entry = bookBalance(sandbox, {
    amount: booked,
    // 2.9 % and 30: a stand-in, rounded up, so that net amounts look like something.
    fee: Math.ceil(booked * 0.029) + 30,
    currency: charge.currency,
    type: charge.method.type === "card" ? "charge" : "payment",
    sourceId: charge.id,
    description: charge.description,
  });
  return sandbox.store.charges.put({
    ...charge,
    status: "succeeded",
    captured: true,
    amountCaptured: amount,
    balanceTransactionId: entry.id,
  });
}

export function bookBalance(sandbox: Sandbox, entry: Omit<BalanceTransaction, "id" | "created">): BalanceTransaction {
  return sandbox.store.balance.put({ ...entry, id: newId("txn"), created: sandbox.nowSeconds() });
}
