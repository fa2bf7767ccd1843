import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const mark = "sealed:1:";

/** A key for one purpose, derived from the application's secret: what is sealed for one can't be opened as another. */
const keyFor = (purpose: string, secret: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "cartwright", `seal ${purpose}`, 32));

/** Text as it may lie in the database: AES-256-GCM, a fresh nonce each time. */
export function seal(text: string, { purpose, secret }: { purpose: string; secret: string }): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose, secret), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** What was sealed, or text from before there were seals, as it is. Throws when it was sealed with another secret. */
export function unseal(sealed: string, { purpose, secret }: { purpose: string; secret: string }): string {
  if (!sealed.startsWith(mark)) return sealed;
  const bytes = Buffer.from(sealed.slice(mark.length), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose, secret), bytes.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
