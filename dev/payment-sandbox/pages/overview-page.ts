import { formatMoney } from "../currencies.ts";
import { sessionTotals } from "../payments/session-totals.ts";
import { testCards } from "../payments/test-cards.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Delivery } from "../state/records.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import { languageFor } from "./messages.ts";

const shown = 20;

/** The page for people: what was bought, what was paid, which events arrived. */
export function overviewPage(sandbox: Sandbox): string {
  const { settings } = sandbox;
  return layout(
    languageFor("en", undefined),
    "Payment sandbox",
    html`<h1>Payment sandbox</h1>
<p class="quiet">Speaks Stripe's API at <code>${sandbox.url}/v1</code>. Webhooks go to ${
      settings.url ? html`<code>${settings.url}</code>` : "nobody yet (POST /sandbox/webhooks with a url)"
    }${settings.paused && html` <span class="chip bad">paused</span>`}.</p>
${section("Sessions", ["Session", "Amount", "Reference", "Status", ""], sessionRows(sandbox))}
${section("Payments", ["Payment", "Amount", "Captured", "Refunded", "Status"], paymentRows(sandbox))}
${section("Events", ["Event", "At", "Tries", "Delivery", ""], eventRows(sandbox))}
${section("Test cards", ["Number", "What it does"], cardRows())}`,
  );
}

function section(title: string, heads: string[], rows: Html[]): Html {
  const id = title.toLowerCase().replaceAll(" ", "-");
  const body =
    rows.length === 0
      ? html`<p class="quiet">None yet.</p>`
      : html`<div class="scroll"><table aria-labelledby="${id}"><thead><tr>${heads.map((head) =>
          head === "" ? html`<td></td>` : html`<th scope="col">${head}</th>`,
        )}</tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section><h2 id="${id}">${title}</h2>${body}</section>`;
}

function sessionRows({ store }: Sandbox): Html[] {
  return store.sessions.latest(shown).map((session) => {
    const open = session.status === "open" && html`<a href="/pay/${session.id}">Pay</a>`;
    return html`<tr><td><code>${session.id.slice(0, 22)}…</code></td><td class="money">${formatMoney(
      sessionTotals(session).total,
      session.currency,
      "en",
    )}</td><td>${session.clientReferenceId ?? "–"}</td><td>${chip(session.status)} ${chip(session.paymentStatus)}</td><td>${open}</td></tr>`;
  });
}

function paymentRows({ store }: Sandbox): Html[] {
  return store.intents.latest(shown).map((intent) => {
    const charge = intent.chargeId ? store.charges.get(intent.chargeId) : null;
    const money = (amount: number) => formatMoney(amount, intent.currency, "en");
    return html`<tr id="${intent.id}"><td><code>${intent.id}</code></td><td class="money">${money(intent.amount)}</td><td class="money">${money(
      charge?.amountCaptured ?? 0,
    )}</td><td class="money">${money(charge?.captured ? charge.amountRefunded - charge.releasedAmount : 0)}</td><td>${chip(intent.status)}${
      charge?.disputed && html` <span class="chip bad">disputed</span>`
    }${intent.voucherEndsAtMs !== null && [voucherButton(intent.id, "paid"), voucherButton(intent.id, "expired")]}</td></tr>`;
  });
}

function voucherButton(intentId: string, status: "paid" | "expired"): Html {
  return html`<form method="post" action="/sandbox/vouchers"><input type="hidden" name="paymentIntent" value="${intentId}"><input type="hidden" name="status" value="${status}"><button class="outline small">${
    status === "paid" ? "Pay at the till" : "Let it expire"
  }</button></form>`;
}

function eventRows({ store }: Sandbox): Html[] {
  return store.events.latest(shown).map((event) => {
    const delivery = store.deliveries.get(event.id);
    return html`<tr><td>${event.type}<br><code class="quiet">${event.id}</code></td><td>${new Date(event.created * 1000)
      .toISOString()
      .slice(0, 19)
      .replace(
        "T",
        " ",
      )}</td><td>${delivery?.attempts.length ?? 0}</td><td>${delivery && deliveryChip(delivery)}</td><td>
<form method="post" action="/sandbox/webhooks/redeliver"><input type="hidden" name="eventId" value="${event.id}"><button class="outline small" aria-label="Redeliver ${event.type}">Redeliver</button></form></td></tr>`;
  });
}

function deliveryChip(delivery: Delivery): Html {
  const last = delivery.attempts.at(-1);
  const answer = last ? String(last.status ?? "no answer") : "";
  const tone = delivery.state === "delivered" ? "good" : delivery.state === "held" ? "" : "bad";
  return html`<span class="chip ${tone}">${delivery.state}${answer && ` · ${answer}`}</span>`;
}

function cardRows(): Html[] {
  return testCards.map(
    (card) => html`<tr><td><code>${card.number.replace(/(\d{4})(?=\d)/g, "$1 ")}</code></td><td>${card.note}</td></tr>`,
  );
}

function chip(status: string): Html {
  const tone = ["complete", "paid", "succeeded"].includes(status) ? "good" : "";
  return html`<span class="chip ${tone}">${status}</span>`;
}
