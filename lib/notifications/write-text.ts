import type { MailText } from "./describe-mail";

/** The mail as plain text, for readers that want no markup. */
export function writeText(mail: MailText): string {
  const lines = mail.lines.map(
    ({ title, detail, quantity, total }) => `- ${[title, detail, quantity].filter(Boolean).join(" · ")}: ${total}`,
  );
  const totals = [...mail.totals.rows, mail.totals.total].map(({ label, value }) => `${label}: ${value}`);
  const blocks = [
    mail.title,
    mail.text,
    `${mail.open.label}:\n${mail.open.url}`,
    [mail.order, ...lines].join("\n"),
    [...totals, ...(mail.totals.note ? [mail.totals.note] : [])].join("\n"),
    ...(mail.delivery ? [`${mail.delivery.label}:\n${mail.delivery.text}`] : []),
    [`${mail.address.label}:`, ...mail.address.lines].join("\n"),
    `${mail.keep}\n${mail.sender}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}
