import type { Sandbox } from "../sandbox.ts";
import type { Intent } from "../state/records.ts";

/** What the money did, payment by payment: the sums a shop's own books are held against. */
export function ledger(sandbox: Sandbox, filter: { intentId: string | null; limit: number }) {
  const { store } = sandbox;
  const one = filter.intentId === null ? null : store.intents.get(filter.intentId);
  const intents = filter.intentId === null ? store.intents.latest(filter.limit) : one ? [one] : [];
  const totals: Record<string, { captured: number; refunded: number; payments: number }> = {};
  for (const charge of store.charges.values()) {
    if (!charge.captured) continue;
    totals[charge.currency] ??= { captured: 0, refunded: 0, payments: 0 };
    const total = totals[charge.currency];
    if (!total) continue;
    total.captured += charge.amountCaptured;
    total.refunded += charge.amountRefunded - charge.releasedAmount;
    total.payments += 1;
  }
  return { totals, count: store.intents.size, payments: intents.map((intent) => entryOf(sandbox, intent)) };
}

function entryOf({ store }: Sandbox, intent: Intent) {
  const charge = intent.chargeId ? store.charges.get(intent.chargeId) : null;
  const session = intent.sessionId ? store.sessions.get(intent.sessionId) : null;
  return {
    paymentIntent: intent.id,
    session: intent.sessionId,
    clientReferenceId: session?.clientReferenceId ?? null,
    metadata: intent.metadata,
    status: intent.status,
    method: intent.method?.type ?? null,
    currency: intent.currency,
    amount: intent.amount,
    capturable: intent.amountCapturable,
    captured: charge?.amountCaptured ?? 0,
    refunded: charge?.captured ? charge.amountRefunded - charge.releasedAmount : 0,
    refunds: charge ? store.refunds.idsBy("charge", charge.id) : [],
    disputes: charge ? store.disputes.idsBy("charge", charge.id) : [],
    attempts: store.charges.idsBy("intent", intent.id).length,
  };
}
