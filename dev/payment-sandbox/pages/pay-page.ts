import { formatMoney } from "../currencies.ts";
import { sessionTotals } from "../payments/session-totals.ts";
import { testCards } from "../payments/test-cards.ts";
import type { Session } from "../state/records.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import type { Language, Word } from "./messages.ts";
import { orderPanel } from "./order-panel.ts";
import { type Field, type FieldErrors, type Kept, type MethodType, methodTypes } from "./read-payment-form.ts";

export interface PayPageState {
  kept: Kept;
  errors: FieldErrors;
  notice: Word | null;
}

const testIban = "DE89 3704 0044 0532 0130 00";

/** The hosted page itself. It works without script: what it hides it hides by style, what it checks the server checks. */
export function payPage(session: Session, language: Language, state: PayPageState): string {
  const { say, tag } = language;
  const { total } = sessionTotals(session);
  const pay = total === 0 ? say("completeFree") : say("pay", { amount: formatMoney(total, session.currency, tag) });
  return layout(
    language,
    say("title"),
    html`
${session.cancelUrl && html`<a class="quiet back" href="${session.cancelUrl}">← ${say("back")}</a>`}
<h1>${say("title")}</h1>
<div class="columns">
<form method="post" action="/pay/${session.id}" novalidate>
${summary(language, state)}
${field(language, state, "email", { value: state.kept.email, type: "email", autocomplete: "email", inputmode: "email" })}
${session.shippingOptions.length > 1 && shippingChoice(session, language)}
${total > 0 && methods(session, language, state)}
<button class="primary wide" name="step" value="pay">${pay}</button>
${total > 0 && cardTable(language)}
</form>
${orderPanel(session, language)}
</div>`,
  );
}

/** Enter in a field presses a form's first button, so an unseen one stands before "Update total" and pays. */
function shippingChoice(session: Session, language: Language): Html {
  return html`<fieldset><legend>${language.say("delivery")}</legend>
<button name="step" value="pay" hidden tabindex="-1" aria-hidden="true"></button>
${session.shippingOptions.map(
  (option) =>
    html`<label class="choice"><input type="radio" name="shipping" value="${option.id}"${
      option.id === session.shippingOptionId && html` checked`
    }>${option.name} <span class="money">${
      option.amount === 0 ? language.say("free") : formatMoney(option.amount, session.currency, language.tag)
    }</span></label>`,
)}
<button class="outline small" name="step" value="shipping">${language.say("updateTotal")}</button>
</fieldset>`;
}

function methods(session: Session, language: Language, state: PayPageState): Html {
  const { say } = language;
  const offered = offeredMethods(session);
  const chosen = offered.includes(state.kept.method) ? state.kept.method : (offered[0] ?? "card");
  const radio = (value: MethodType) =>
    html`<label class="choice"><input type="radio" name="method" value="${value}"${chosen === value && html` checked`}>${say(words[value])}</label>`;
  const choice =
    offered.length > 1
      ? html`<fieldset><legend>${say("method")}</legend>${offered.map(radio)}</fieldset>`
      : html`<input type="hidden" name="method" value="${chosen}">`;
  return html`${choice}
${offered.includes("card") && cardFields(language, state)}
${offered.includes("sepa_debit") && debitFields(language, state)}
${offered.includes("konbini") && voucherFields(language, state)}`;
}

const words: Record<MethodType, Word> = { card: "card", sepa_debit: "debit", konbini: "voucher" };

/** A debit or a voucher can't be authorised first and taken later, so a manual capture leaves the card alone. */
export function offeredMethods(session: Session): MethodType[] {
  const manual = session.intentData.captureMethod === "manual";
  return methodTypes.filter((type) => session.methodTypes.includes(type) && (type === "card" || !manual));
}

function cardFields(language: Language, state: PayPageState): Html {
  return html`<div class="by-card">
${field(language, state, "number", { autocomplete: "cc-number", inputmode: "numeric", placeholder: "4242 4242 4242 4242" })}
<div class="pair">
${field(language, state, "expiry", { autocomplete: "cc-exp", inputmode: "numeric", hint: "expiryHint" })}
${field(language, state, "cvc", { autocomplete: "cc-csc", inputmode: "numeric", hint: "cvcHint" })}
</div>
${field(language, state, "name", { autocomplete: "cc-name", value: state.kept.name })}
</div>`;
}

function debitFields(language: Language, state: PayPageState): Html {
  return html`<div class="by-debit">
${field(language, state, "holder", { autocomplete: "name", value: state.kept.holder, hint: "holderHint" })}
${field(language, state, "iban", { value: testIban })}
</div>`;
}

function voucherFields(language: Language, state: PayPageState): Html {
  return html`<div class="by-voucher">
${field(language, state, "payer", { autocomplete: "name", value: state.kept.payer, hint: "payerHint" })}
</div>`;
}

const labels: Record<Field, Word> = {
  email: "email",
  number: "number",
  expiry: "expiry",
  cvc: "cvc",
  name: "nameOnCard",
  holder: "holder",
  iban: "iban",
  payer: "payer",
};

interface FieldOptions {
  value?: string;
  type?: string;
  autocomplete?: string;
  inputmode?: string;
  placeholder?: string;
  hint?: Word;
}

function field(language: Language, state: PayPageState, name: Field, options: FieldOptions): Html {
  const error = state.errors[name];
  const described = [options.hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return html`<div class="field"><label for="${name}">${language.say(labels[name])}</label>
<input id="${name}" name="${name}" type="${options.type ?? "text"}" value="${options.value ?? ""}" required${
    options.autocomplete && html` autocomplete="${options.autocomplete}"`
  }${options.inputmode && html` inputmode="${options.inputmode}"`}${
    options.placeholder && html` placeholder="${options.placeholder}"`
  }${described !== "" && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}>
${options.hint && html`<p class="hint" id="${name}-hint">${language.say(options.hint)}</p>`}
${error && html`<p class="error" id="${name}-error">${language.say(error)}</p>`}</div>`;
}

function summary(language: Language, { errors, notice }: PayPageState): Html | null {
  if (notice) return html`<div class="alert" role="alert"><p>${language.say(notice)}</p></div>`;
  const problems = Object.entries(errors);
  if (problems.length === 0) return null;
  return html`<div class="alert" role="alert"><p>${language.say("summary")}</p><ul>${problems.map(
    ([name, word]) => html`<li><a href="#${name}">${language.say(word)}</a></li>`,
  )}</ul></div>`;
}

function cardTable(language: Language): Html {
  return html`<details><summary>${language.say("testCards")}</summary><table><tbody>${testCards.map(
    (card) =>
      html`<tr><td><code>${card.number.replace(/(\d{4})(?=\d)/g, "$1 ")}</code></td><td lang="en">${card.note}</td></tr>`,
  )}</tbody></table></details>`;
}
