import { formatMoney } from "../currencies.ts";
import { chosenShipping, sessionTotals } from "../payments/session-totals.ts";
import type { Line, Session } from "../state/records.ts";
import { type Html, html } from "./html.ts";
import type { Language } from "./messages.ts";

/** What is bought, and for how much. */
export function orderPanel(session: Session, language: Language): Html {
  const { say, tag } = language;
  const totals = sessionTotals(session);
  const money = (amount: number) => formatMoney(amount, session.currency, tag);
  const shipping = chosenShipping(session);
  return html`<aside class="panel" aria-labelledby="order"><h2 id="order">${say("order")}</h2>
<ul class="lines">${session.lines.map((line) => lineItem(line, language, money))}</ul>
<dl class="sums">${
    shipping &&
    html`<dt class="quiet">${say("subtotal")}</dt><dd class="money">${money(totals.subtotal)}</dd>
<dt class="quiet">${shipping.name || say("shipping")}</dt><dd class="money">${shipping.amount === 0 ? say("free") : money(shipping.amount)}</dd>`
  }
<dt class="grand">${say("total")}</dt><dd class="grand display">${money(totals.total)}</dd></dl></aside>`;
}

function lineItem(line: Line, { say }: Language, money: (amount: number) => string): Html {
  const [image] = line.images;
  return html`<li>${image && html`<img src="${image}" alt="" width="56" height="56" loading="lazy">`}
<div class="what"><p>${line.name}</p>${line.description && html`<p class="quiet">${line.description}</p>`}${
    line.quantity > 1 &&
    html`<p class="quiet">${say("quantity", { count: line.quantity })} · ${say("each", { amount: money(line.unitAmount) })}</p>`
  }</div><span class="money">${money(line.unitAmount * line.quantity)}</span></li>`;
}
