import type { Readable } from "node:stream";
import { type HeaderValue, simpleParser } from "mailparser";
import type { Mail } from "./mail-store";

let count = 0;

/** A message as it came over SMTP. Ids sort by arrival. */
export async function readMail(
  stream: Readable,
  envelope: { from: string; to: string[] },
  now = new Date(),
): Promise<Mail> {
  const parsed = await simpleParser(stream);
  count += 1;
  return {
    id: `${now.toISOString().replaceAll(/\D/g, "")}-${process.pid}-${String(count).padStart(6, "0")}`,
    receivedAt: now.toISOString(),
    from: parsed.from?.text ?? envelope.from,
    to: envelope.to,
    subject: parsed.subject ?? "",
    html: parsed.html || "",
    text: parsed.text ?? "",
    headers: Object.fromEntries([...parsed.headers].map(([name, value]) => [name, toText(value)])),
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({
      filename: filename ?? "",
      contentType,
      size,
    })),
  };
}

function toText(value: HeaderValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
