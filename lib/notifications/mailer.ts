import { createTransport } from "nodemailer";
import { env } from "@/lib/core/env";

export interface Mail {
  /** One address, or several that may know of each other. */
  to: string | readonly string[];
  subject: string;
  html: string;
  text: string;
  /** BCP 47; readers that speak aloud need it. */
  locale: string;
  /** The same for the same message, so that one sent twice can be known as one. Without the angle brackets' domain. */
  key: string;
  /** Where a mail that was asked for can be called off with one click: RFC 8058. */
  unsubscribeUrl?: string;
}

/** The mail channel. */
export interface Mailer {
  /** Resolves when a server has taken the mail; throws when none did. */
  send(mail: Mail): Promise<void>;
}

const shared = globalThis as { cartwrightMailer?: Mailer };

/** The process's one mailer: at most five connections, kept open between mails. */
export function smtpMailer(): Mailer {
  shared.cartwrightMailer ??= connectMailer(env().SMTP_URL, env().MAIL_FROM);
  return shared.cartwrightMailer;
}

export function connectMailer(url: string, from: string): Mailer {
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = createTransport({ url, pool: true, ...patience });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";
  return {
    async send({ to, subject, html, text, locale, key, unsubscribeUrl }) {
      const headers = {
        "Content-Language": locale,
        "Auto-Submitted": "auto-generated",
        ...(unsubscribeUrl && {
          "List-Unsubscribe": `<${unsubscribeUrl}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }),
      };
      await transport.sendMail({
        from,
        // As objects, so that no address is ever read as a list of them.
        to: [to].flat().map((address) => ({ name: "", address })),
        subject,
        html,
        text,
        headers,
        messageId: `<${key}@${domain}>`,
      });
    },
  };
}
