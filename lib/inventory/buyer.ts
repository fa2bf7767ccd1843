import { createHash } from "node:crypto";

/**
 * Who a limited variant's units count against: a hash of the e-mail, with what usually leads to the same inbox folded
 * away (letter case, a "+" suffix). No address is kept beside the stock.
 */
export function buyerOf(email: string): string {
  const folded = email.normalize("NFKC").trim().toLowerCase();
  const at = folded.lastIndexOf("@");
  const name = folded.slice(0, at).replace(/\+.*$/, "");
  return createHash("sha256")
    .update(`${name}@${folded.slice(at + 1)}`)
    .digest("base64url");
}
