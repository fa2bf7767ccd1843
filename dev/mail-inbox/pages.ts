import { escapeHtml, layout } from "./layout";
import type { Mail } from "./mail-store";

export function listPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) =>
      `<li><a href="/mail/${mail.id}"><span class="to">${escapeHtml(mail.to.join(", "))}</span><span class="subject">${escapeHtml(mail.subject) || "(no subject)"}</span>${time(mail)}</a></li>`,
  );
  const empty = `<div class="empty"><p class="display">No mail yet</p><p>Whatever the shop sends arrives here, and goes no further. Place an order to see its confirmation.</p></div>`;
  return layout(
    "Mail inbox",
    `<h1>Mail inbox</h1><p><a href="/previews">Every mail the shop sends</a></p>${rows.length > 0 ? `<ul class="mails">${rows.join("")}</ul>` : empty}`,
    '<meta http-equiv="refresh" content="5">',
  );
}

export function mailPage(mail: Mail, asText: boolean): string {
  const tab = (href: string, label: string, current: boolean) =>
    `<a href="${href}"${current ? ' aria-current="page"' : ""}>${label}</a>`;
  const tabs = mail.html
    ? `<nav aria-label="Views">${tab(`/mail/${mail.id}`, "HTML", !asText)}${tab(`/mail/${mail.id}/text`, "Text", asText)}</nav>`
    : "";
  const body = asText
    ? `<pre>${escapeHtml(mail.text)}</pre>`
    : `<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${mail.id}/html"></iframe>`;
  const attachments = mail.attachments
    .map(({ filename, size }) => `<li>${escapeHtml(filename)} (${Math.ceil(size / 1024)} KB)</li>`)
    .join("");
  return layout(
    mail.subject,
    `<a class="back" href="/">← All mail</a><h1>${escapeHtml(mail.subject) || "(no subject)"}</h1>
    <dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to.join(", "))}</dd><dt>At</dt><dd>${time(mail)}</dd></dl>
    ${tabs}${body}${attachments ? `<h2>Attachments</h2><ul>${attachments}</ul>` : ""}`,
  );
}

export function missingPage(): string {
  return layout("No such mail", `<h1>No such mail</h1><p><a href="/">All mail</a></p>`);
}

/** The mail's own page, for the frame; its links open beside the inbox. */
export function mailBody(mail: Mail): string {
  return `<!doctype html><base target="_blank">${mail.html}`;
}

function time({ receivedAt }: Mail): string {
  return `<time datetime="${receivedAt}">${new Date(receivedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" })}</time>`;
}
