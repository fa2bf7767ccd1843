import { noCall, type Sandbox } from "../sandbox.ts";
import { newId } from "../state/ids.ts";
import type { Intent, Method, Session } from "../state/records.ts";
import { approvePayment, attemptPayment, declinePayment, startDebit } from "./attempt-payment.ts";
import { openIntent } from "./intents.ts";
import { sessionTotals } from "./session-totals.ts";
import { emitSession } from "./sessions.ts";
import { challengeFailed, findTestCard, notATestCard } from "./test-cards.ts";
import { startVoucher } from "./vouchers.ts";

export interface CardDetails {
  number: string;
  expMonth: number;
  expYear: number;
}

export type Payer = { email: string; name: string };

/** What a shopper's try led to; `session` is as it stands afterwards. */
export type PayOutcome =
  | { result: "paid"; session: Session }
  | { result: "declined"; session: Session; intent: Intent }
  | { result: "challenged"; session: Session };

export function payByCard(sandbox: Sandbox, session: Session, payer: Payer, card: CardDetails): PayOutcome {
  const known = findTestCard(card.number);
  const method: Method = {
    type: "card",
    id: newId("pm"),
    brand: known?.brand ?? "visa",
    last4: card.number.slice(-4),
    expMonth: card.expMonth,
    expYear: card.expYear,
    authenticated: false,
  };
  const opened = intentOf(sandbox, session);
  const intent = attemptPayment(
    sandbox,
    opened,
    { method, billing: payer, behaviour: known?.behaviour ?? notATestCard, returnUrl: session.successUrl },
    noCall,
  );
  const tried = sandbox.store.sessions.put({
    ...session,
    intentId: intent.id,
    customer: { email: payer.email, name: payer.name },
  });
  if (intent.status === "requires_action") return { result: "challenged", session: tried };
  if (intent.status === "requires_payment_method") return { result: "declined", session: tried, intent };
  return { result: "paid", session: complete(sandbox, tried, intent) };
}

export function payByDebit(sandbox: Sandbox, session: Session, payer: Payer, iban: string): PayOutcome {
  const method: Method = { type: "sepa_debit", id: newId("pm"), last4: iban.slice(-4), country: iban.slice(0, 2) };
  const succeeds = payer.name.trim().toLowerCase() !== "fail";
  const intent = startDebit(sandbox, intentOf(sandbox, session), { method, billing: payer, succeeds }, noCall);
  const tried = sandbox.store.sessions.put({ ...session, intentId: intent.id, customer: { ...payer } });
  return { result: "paid", session: complete(sandbox, tried, intent) };
}

export function payByVoucher(sandbox: Sandbox, session: Session, payer: Payer): PayOutcome {
  const intent = startVoucher(sandbox, intentOf(sandbox, session), payer);
  const tried = sandbox.store.sessions.put({ ...session, intentId: intent.id, customer: { ...payer } });
  return { result: "paid", session: complete(sandbox, tried, intent) };
}

/** The shopper came back from the bank's page. */
export function finishChallenge(sandbox: Sandbox, session: Session, intent: Intent, passed: boolean): PayOutcome {
  const { method } = intent;
  if (method?.type !== "card") throw new Error(`${intent.id} waits for authentication without a card`);
  if (!passed) {
    const failed = declinePayment(sandbox, intent, method, challengeFailed, noCall);
    return { result: "declined", session, intent: failed };
  }
  const paid = approvePayment(sandbox, intent, { ...method, authenticated: true }, false, noCall);
  return { result: "paid", session: complete(sandbox, session, paid) };
}

/** Nothing to pay: Stripe completes such a session without a payment. */
export function completeFreeSession(sandbox: Sandbox, session: Session, email: string): Session {
  const done = sandbox.store.sessions.put({
    ...session,
    status: "complete",
    paymentStatus: "no_payment_required",
    customer: { email, name: null },
  });
  emitSession(sandbox, "completed", done, noCall);
  return done;
}

/** One intent serves every attempt of a session; its amount follows the delivery the shopper chose. */
function intentOf(sandbox: Sandbox, session: Session): Intent {
  const { total } = sessionTotals(session);
  const existing = session.intentId ? sandbox.store.intents.get(session.intentId) : null;
  if (existing) return sandbox.store.intents.put({ ...existing, amount: total });
  return openIntent(
    sandbox,
    {
      ...session.intentData,
      amount: total,
      currency: session.currency,
      sessionId: session.id,
      methodTypes: session.methodTypes,
    },
    noCall,
  );
}

/** Authorised, promised or still debiting money is not paid yet: only an intent that succeeded makes the session `paid`. */
function complete(sandbox: Sandbox, session: Session, intent: Intent): Session {
  const paymentStatus = intent.status === "succeeded" ? "paid" : "unpaid";
  const done = sandbox.store.sessions.put({ ...session, status: "complete", paymentStatus });
  emitSession(sandbox, "completed", done, noCall);
  return done;
}
