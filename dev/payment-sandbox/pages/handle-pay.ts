import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../http/read-body.ts";
import { redirect, sendPage } from "../http/send.ts";
import {
  completeFreeSession,
  finishChallenge,
  type PayOutcome,
  payByCard,
  payByDebit,
  payByVoucher,
} from "../payments/pay-session.ts";
import { sessionTotals } from "../payments/session-totals.ts";
import { currentSession } from "../payments/sessions.ts";
import { successUrlOf } from "../payments/success-url.ts";
import { noCall, type Sandbox } from "../sandbox.ts";
import type { Intent, Session } from "../state/records.ts";
import { type Language, languageFor } from "./messages.ts";
import { offeredMethods, payPage } from "./pay-page.ts";
import { type FieldErrors, isEmail, type Kept, type PaymentForm, readPaymentForm } from "./read-payment-form.ts";
import { alreadyPaidPage, challengePage, expiredPage, missingPage } from "./small-pages.ts";

interface Visit {
  sandbox: Sandbox;
  language: Language;
  session: Session;
}

type Reply = { status: number; page: string } | { location: string };

/** The shopper's way: `/pay/<session>` and `/pay/<session>/authenticate`. */
export async function handlePay(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const form = new URLSearchParams(request.method === "POST" ? await readBody(request) : "");
  const reply = replyTo(sandbox, request, url.pathname, form);
  if ("location" in reply) redirect(response, reply.location);
  else sendPage(response, reply.status, reply.page);
}

function replyTo(sandbox: Sandbox, request: IncomingMessage, path: string, form: URLSearchParams): Reply {
  const [, , id = "", step = ""] = path.split("/");
  const session = sandbox.work(() => currentSession(sandbox, id, noCall));
  const language = languageFor(session?.locale ?? null, request.headers["accept-language"]);
  if (!session || (step !== "" && step !== "authenticate")) return { status: 404, page: missingPage(language) };
  if (session.status === "complete") return { status: 200, page: alreadyPaidPage(session, language) };
  if (session.status === "expired") return { status: 410, page: expiredPage(session, language) };

  const visit = { sandbox, language, session };
  const intent = session.intentId ? sandbox.store.intents.get(session.intentId) : null;
  if (request.method === "POST") return step === "" ? submitPayment(visit, form) : submitChallenge(visit, intent, form);
  if (step === "") return showPayment(visit, keptOf(session), failureOf(intent));
  if (intent?.status !== "requires_action") return { location: `/pay/${session.id}` };
  return { status: 200, page: challengePage(session, intent, language) };
}

function submitPayment(visit: Visit, form: URLSearchParams): Reply {
  const { sandbox, session } = visit;
  const chosen = session.shippingOptions.find((option) => option.id === form.get("shipping"));
  const read = readPaymentForm(form, sandbox.nowMs());
  if (chosen && chosen.id !== session.shippingOptionId) {
    // The button named the old total. Nobody is charged an amount the page did not show.
    const updated = sandbox.work(() => sandbox.store.sessions.put({ ...session, shippingOptionId: chosen.id }));
    const notice = form.get("step") === "shipping" ? null : "totalChanged";
    return showPayment({ ...visit, session: updated }, read.kept, {}, notice);
  }
  if (form.get("step") === "shipping") return showPayment(visit, read.kept, {});
  if (sessionTotals(session).total === 0) return submitFreeOrder(visit, read.kept);
  if (!read.ok) return showPayment(visit, read.kept, read.errors);
  if (!offeredMethods(session).includes(read.method)) return showPayment(visit, read.kept, {});
  return follow(
    visit,
    sandbox.work(() => pay(visit, read)),
    read.kept,
  );
}

function pay({ sandbox, session }: Visit, read: Extract<PaymentForm, { ok: true }>): PayOutcome {
  if (read.method === "card") return payByCard(sandbox, session, read.payer, read.card);
  if (read.method === "konbini") return payByVoucher(sandbox, session, read.payer);
  return payByDebit(sandbox, session, read.payer, read.iban);
}

function submitFreeOrder(visit: Visit, kept: Kept): Reply {
  const { sandbox, session } = visit;
  if (!isEmail(kept.email)) return showPayment(visit, kept, { email: "emailInvalid" });
  return { location: successUrlOf(sandbox.work(() => completeFreeSession(sandbox, session, kept.email))) };
}

function submitChallenge(visit: Visit, intent: Intent | null, form: URLSearchParams): Reply {
  const { sandbox, session } = visit;
  if (intent?.status !== "requires_action") return { location: `/pay/${session.id}` };
  const passed = form.get("result") === "pass";
  const outcome = sandbox.work(() => finishChallenge(sandbox, session, intent, passed));
  if (outcome.result === "declined") return { location: `/pay/${session.id}` };
  return follow(visit, outcome, keptOf(session));
}

function follow(visit: Visit, outcome: PayOutcome, kept: Kept): Reply {
  const { session } = outcome;
  if (outcome.result === "paid") return { location: successUrlOf(session) };
  if (outcome.result === "challenged") return { location: `/pay/${session.id}/authenticate` };
  return showPayment({ ...visit, session }, kept, failureOf(outcome.intent));
}

/** Also with errors it is 200: a browser notes a 4xx as a fault of the page, and a declined card is none. */
function showPayment(
  { session, language }: Visit,
  kept: Kept,
  errors: FieldErrors,
  notice: "totalChanged" | null = null,
): Reply {
  return { status: 200, page: payPage(session, language, { kept, errors, notice }) };
}

function keptOf(session: Session): Kept {
  const email = session.customer?.email ?? session.customerEmail ?? "";
  return { method: "card", email, name: session.customer?.name ?? "", holder: "", payer: "" };
}

/** The last try's failure, beside the field it belongs to. */
function failureOf(intent: Intent | null): FieldErrors {
  const failure = intent?.lastFailure;
  if (!failure) return {};
  switch (failure.declineCode) {
    case "incorrect_cvc":
      return { cvc: "incorrect_cvc" };
    case "expired_card":
      return { expiry: "expired_card" };
    case "insufficient_funds":
    case "processing_error":
    case "test_mode_live_card":
      return { number: failure.declineCode };
    default:
      return {
        number: failure.code === "payment_intent_authentication_failure" ? "authentication" : "generic_decline",
      };
  }
}
