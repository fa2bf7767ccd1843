import { createHash } from "node:crypto";
import { plainEmail } from "@/lib/core/typed-email";

/** One mail host by two names; to it a dot in an address's name is nothing (support.google.com/mail/answer/7436150). */
const dotless = new Set(["gmail.com", "googlemail.com"]);

/**
 * Who a limited variant's units count against: a hash of the e-mail, with what usually leads to the same inbox folded
 * away (letter case, a "+" suffix, Gmail's dots). No address is kept beside the stock.
 */
export function buyerOf(email: string): string {
  const folded = plainEmail(email);
  const at = folded.lastIndexOf("@");
  const name = folded.slice(0, at).replace(/\+.*$/, "");
  const host = folded.slice(at + 1);
  const inbox = dotless.has(host) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${host}`;
  return createHash("sha256").update(inbox).digest("base64url");
}
