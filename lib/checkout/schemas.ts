import { z } from "zod";
import { localeSchema } from "@/lib/cart/schemas";
import { idSchema } from "@/lib/core/ids";
import { plainEmail } from "@/lib/core/typed-email";
import type { Region } from "@/lib/i18n/markets";
import { shippingMethods } from "@/lib/shipping/delivery";
import { jpPrefectures } from "./jp-prefectures";
import { usStates } from "./us-states";

/** Fields of an address, in the order the country writes them. `state` is a state or a prefecture. */
export const addressFields: Record<Region, readonly AddressField[]> = {
  US: ["line1", "city", "state", "postalCode"],
  GB: ["line1", "city", "postalCode"],
  DE: ["line1", "postalCode", "city"],
  JP: ["postalCode", "state", "city", "line1"],
};

export type AddressField = "line1" | "city" | "state" | "postalCode";

/** What a postal code looks like there; shown as the hint when it does not. */
export const postalCodes: Record<Region, { pattern: RegExp; example: string }> = {
  US: { pattern: /^\d{5}(-\d{4})?$/, example: "94110" },
  GB: { pattern: /^(GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/, example: "SW1A 1AA" },
  DE: { pattern: /^\d{5}$/, example: "10115" },
  JP: { pattern: /^\d{3}-\d{4}$/, example: "150-0001" },
};

/** Brings a postal code to its written form: full-width digits folded, Japan's hyphen and Britain's space set. */
export function normalizePostalCode(region: Region, text: string): string {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/\p{C}/gu, "")
    .trim()
    .toUpperCase()
    .replaceAll(/[‐‑–—ー−]/g, "-");
  if (region === "JP") return plain.replaceAll(/\D/g, "").replace(/^(\d{3})(\d{4})$/, "$1-$2");
  if (region === "GB") return plain.replaceAll(/[\s-]/g, "").replace(/^(.+)(\d[A-Z]{2})$/, "$1 $2");
  return plain.replaceAll(/\s/g, "");
}

/**
 * Has no width, or turns the direction of what follows; it comes along with what is copied. The joiners stay: Persian is
 * written with them, and so are emoji.
 */
const unseen = /[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** A letter, a digit, a sign: more than space, marks and fillers, which print as nothing. */
const printed = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** What can be printed of it; nothing, where it is blank to the eye. */
function addressText(typed: string): string {
  const text = typed
    .normalize("NFC")
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(unseen, "")
    .trim();
  return printed.test(text) ? text : "";
}

/** Each issue's message is a code; `messages/*` owns the sentences (`checkout.errors.<code>`). */
const text = (max: number) =>
  z.string({ error: "required" }).transform(addressText).pipe(z.string().min(1, "required").max(max, "too_long"));

const optionalText = (max: number) =>
  z
    .string()
    .transform(addressText)
    .pipe(z.string().max(max, "too_long"))
    .optional()
    .transform((value) => value || undefined);

const stateCodes: Partial<Record<Region, ReadonlySet<string>>> = {
  US: new Set(Object.keys(usStates)),
  JP: new Set(Object.keys(jpPrefectures)),
};

/** The checkout form of a region. Parses what a person typed; every issue is a code beside its field. */
export function checkoutSchema(region: Region) {
  const states = stateCodes[region];
  return z.object({
    locale: localeSchema,
    idempotencyKey: idSchema,
    email: z
      .string({ error: "required" })
      .transform(plainEmail)
      .pipe(z.string().min(1, "required").max(254, "too_long").pipe(z.email("email"))),
    name: text(120),
    line1: text(160),
    line2: optionalText(160),
    city: text(100),
    state: states
      ? z
          .string({ error: "required" })
          .min(1, "required")
          .refine((code) => states.has(code), "state")
      : z.undefined().catch(undefined),
    postalCode: z
      .string({ error: "required" })
      .max(20, "too_long")
      .transform((value) => normalizePostalCode(region, value))
      .pipe(z.string().min(1, "required").regex(postalCodes[region].pattern, "postal_code")),
    shippingMethod: z.enum(shippingMethods, { error: "shipping_method" }),
    /** The total the shopper saw on the button, in minor units: another one is told, not charged. */
    expectedTotal: z.coerce.number().int().min(0),
    /** The mark of the things the shopper saw listed: others at the same price are told, not slipped in. */
    expectedGoods: z.string().max(16).optional().catch(undefined),
    /** The latest day of leaving the shopper was told, if any: a later one is told, not slipped in. */
    expectedShipsFrom: z.iso.date().optional().catch(undefined),
    giftCode: z.string().max(60).optional().catch(undefined),
    useStoreCredit: z
      .literal("on")
      .optional()
      .catch(undefined)
      .transform((on) => on === "on"),
    /** What of the total the shopper saw paid by gift card and store credit. */
    expectedCredit: z.coerce.number().int().min(0).catch(0),
  });
}

export type CheckoutForm = z.infer<ReturnType<typeof checkoutSchema>>;
