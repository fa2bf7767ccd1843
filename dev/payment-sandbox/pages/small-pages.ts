import { formatMoney } from "../currencies.ts";
import { successUrlOf } from "../payments/success-url.ts";
import type { Intent, Session } from "../state/records.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import type { Language } from "./messages.ts";

/** Where the shopper's bank would ask for a word. */
export function challengePage(session: Session, intent: Intent, language: Language): string {
  const { say, tag } = language;
  const amount = formatMoney(intent.amount, intent.currency, tag);
  const last4 = intent.method?.type === "card" ? intent.method.last4 : "";
  return layout(
    language,
    say("challengeTitle"),
    html`<div class="middle panel"><h1>${say("challengeTitle")}</h1>
<p>${say("challengeText", { amount, last4 })}</p>
<form class="row" method="post" action="/pay/${session.id}/authenticate">
<button class="primary" name="result" value="pass">${say("challengePass")}</button>
<button class="outline" name="result" value="fail">${say("challengeFail")}</button>
</form></div>`,
  );
}

export function alreadyPaidPage(session: Session, language: Language): string {
  const { say } = language;
  const link = html`<a class="button ink" href="${successUrlOf(session)}">${say("doneLink")}</a>`;
  return notice(language, say("doneTitle"), say("doneText"), link);
}

export function expiredPage(session: Session, language: Language): string {
  const { say } = language;
  const link = session.cancelUrl ? html`<a class="button ink" href="${session.cancelUrl}">${say("back")}</a>` : null;
  return notice(language, say("expiredTitle"), say("expiredText"), link);
}

export function missingPage(language: Language): string {
  return notice(language, language.say("missingTitle"), language.say("missingText"), null);
}

function notice(language: Language, title: string, text: string, link: Html | null): string {
  return layout(language, title, html`<div class="middle"><h1>${title}</h1><p>${text}</p>${link}</div>`);
}
