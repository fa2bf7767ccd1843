import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { seal, unseal } from "@/lib/core/seal";

/**
 * Glossary. *Gift card*: money for whoever knows its code. The code itself is kept nowhere: the row bears a keyed hash of
 * it, and the job that mails it has it sealed, so that who reads the database can't spend it. *Spent*: empty; money that comes back makes it active again.
 */

export const giftCardStatuses = ["active", "spent", "expired", "disabled"] as const;
export type GiftCardStatus = (typeof giftCardStatuses)[number];
export const giftCardStatusSchema = z.enum(giftCardStatuses);

/** An expired card stays expired: what would come back to it becomes store credit. A disabled one keeps it. */
export const giftCardTransitions: Record<GiftCardStatus, readonly GiftCardStatus[]> = {
  active: ["spent", "expired", "disabled"],
  spent: ["active", "disabled"],
  expired: [],
  disabled: [],
};

/** Expiry is a matter of the clock: no job has to write it down for it to hold. */
export function statusAt(card: { status: GiftCardStatus; expiresAt: Date | null }, now: Date): GiftCardStatus {
  return card.status === "active" && card.expiresAt && card.expiresAt <= now ? "expired" : card.status;
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

/** Sixteen characters of 32 are eighty bits: nobody guesses one. Written `7K3M-9QXA-2BCD-EFGH`. */
export function newGiftCode(): string {
  return giftCodeFrom(randomBytes(length));
}

/** The one code that follows from these, for whoever has the secret. */
export function giftCodeOf(parts: readonly (string | number | null)[], secret: string): string {
  return giftCodeFrom(
    createHmac("sha256", secret)
      .update(`gift-code\0${JSON.stringify(parts)}`)
      .digest(),
  );
}

/** A character for each byte, which stands for as many bytes as any other. */
function giftCodeFrom(bytes: Buffer): string {
  const characters = [...bytes.subarray(0, length)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
  return characters.replaceAll(/.{4}(?=.)/g, "$&-");
}

/**
 * As people type and copy it: lower case, full width, the dashes of every keyboard, what can't be seen, and the letters that
 * the alphabet leaves out for their look.
 */
export const giftCodeSchema = z
  .string()
  .max(60)
  .transform((text) =>
    text
      .normalize("NFKC")
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, ""),
  )
  .transform((text) => text.replaceAll("O", "0").replaceAll(/[IL]/g, "1"))
  .pipe(z.string().regex(new RegExp(`^[${alphabet}]{${length}}$`)));

export function hashGiftCode(code: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(`gift-card\0${giftCodeSchema.parse(code)}`)
    .digest("base64url");
}

const purpose = "gift code";

export const sealGiftCode = (code: string, secret: string): string => seal(code, { purpose, secret });

export const openGiftCode = (sealed: string, secret: string): string => unseal(sealed, { purpose, secret });
