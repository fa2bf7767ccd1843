import type { MailText } from "./describe-mail";
import { type Html, html } from "./html";

const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,'Hiragino Sans','Yu Gothic UI',sans-serif";
const display = "font-family:Fraunces,Georgia,'Hiragino Mincho ProN','Yu Mincho',serif";
const soft = "color:#6b635c";

/**
 * The mail as HTML: tables and inline styles, because that is what mail readers understand; the one style block turns
 * it dark where a reader knows how, and nothing depends on it.
 */
export function writeHtml(mail: MailText): string {
  const page = html`<!doctype html>
<html lang="${mail.locale}" dir="${mail.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${mail.subject}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background: #171210 !important; }
  .panel { background: #211b18 !important; border-color: #3a322d !important; }
  .ink { color: #f3eee6 !important; }
  .soft { color: #b9afa4 !important; }
  .line { border-color: #3a322d !important; }
  .tile { background: #3a322d !important; }
  .button { background: #f0714f !important; color: #1d0d08 !important; }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#faf8f3;${font}">
<div style="display:none;max-height:0;overflow:hidden">${mail.text}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:#faf8f3">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;${font}">
<tr><td class="ink" style="padding:0 4px 24px;color:#26201b;${display};font-size:26px;font-weight:600;letter-spacing:-0.02em">Cartwright<span style="color:#c8331b">.</span></td></tr>
<tr><td class="panel" style="background:#ffffff;border:1px solid #e3ddd3;border-radius:20px;padding:32px 28px">
<h1 class="ink" style="margin:0;color:#26201b;${display};font-size:28px;line-height:1.15;font-weight:600">${mail.title}</h1>
<p class="ink" style="margin:14px 0 0;color:#26201b;font-size:16px;line-height:1.55">${mail.text}</p>
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0 0"><tr><td class="button" style="background:#c8331b;border-radius:999px">
<a class="button" href="${mail.open.url}" style="display:inline-block;padding:15px 28px;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;border-radius:999px">${mail.open.label}</a>
</td></tr></table>
<p class="soft line" style="margin:28px 0 0;padding:20px 0 0;border-top:1px solid #e3ddd3;${soft};font-size:14px">${mail.order}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${mail.lines.map(writeLine)}</table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="line" style="margin:16px 0 0;border-top:1px solid #e3ddd3">
${mail.totals.rows.map(({ label, value }, index) => writeTotal(label, value, index === 0))}
<tr><td class="ink" style="padding:12px 0 0;color:#26201b;font-size:17px;font-weight:700">${mail.totals.total.label}</td>
<td align="right" class="ink" style="padding:12px 0 0;color:#26201b;font-size:17px;font-weight:700">${mail.totals.total.value}</td></tr>
${mail.totals.note ? html`<tr><td colspan="2" class="soft" style="padding:4px 0 0;${soft};font-size:13px">${mail.totals.note}</td></tr>` : null}
</table>
${mail.delivery ? writeBlock(mail.delivery.label, [mail.delivery.text]) : null}
${writeBlock(mail.address.label, mail.address.lines)}
</td></tr>
<tr><td class="soft" style="padding:20px 4px 0;${soft};font-size:13px;line-height:1.5">${mail.keep}<br>${mail.sender}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
  return page.markup;
}

function writeLine({ title, detail, quantity, total, pictureUrl }: MailText["lines"][number]): Html {
  const below = [detail, quantity].filter(Boolean).join(" · ");
  return html`<tr>
<td width="64" style="padding:14px 0 0"><table role="presentation" cellpadding="0" cellspacing="0"><tr><td class="tile" width="56" height="56" style="background:#f1ece3;border-radius:14px">${
    pictureUrl
      ? html`<img src="${pictureUrl}" width="56" height="56" alt="" style="display:block;border-radius:14px">`
      : null
  }</td></tr></table></td>
<td class="ink" style="padding:14px 12px 0;color:#26201b;font-size:15px;line-height:1.4"><span style="font-weight:600">${title}</span>${
    below ? html`<br><span class="soft" style="${soft};font-size:14px">${below}</span>` : null
  }</td>
<td align="right" valign="top" class="ink" style="padding:14px 0 0;color:#26201b;font-size:15px;font-weight:600;white-space:nowrap">${total}</td>
</tr>`;
}

function writeTotal(label: string, value: string, first: boolean): Html {
  const space = first ? "padding:16px 0 0" : "padding:6px 0 0";
  return html`<tr><td class="soft" style="${space};${soft};font-size:14px">${label}</td><td align="right" class="ink" style="${space};color:#26201b;font-size:14px">${value}</td></tr>`;
}

function writeBlock(label: string, lines: readonly string[]): Html {
  return html`<p class="ink" style="margin:24px 0 0;color:#26201b;font-size:15px;line-height:1.5"><span class="soft" style="${soft};font-size:14px">${label}</span>${lines.map((line) => html`<br>${line}`)}</p>`;
}
