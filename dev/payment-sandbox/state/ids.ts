import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id in Stripe's manner: a prefix that names the kind, then letters and digits. */
export function newId(prefix: string, length = 24): string {
  let tail = "";
  for (const byte of randomBytes(length)) tail += alphabet.charAt(byte % alphabet.length);
  return `${prefix}_${tail}`;
}
