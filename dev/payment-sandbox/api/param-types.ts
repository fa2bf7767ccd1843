import { z } from "zod";
import { isCurrency } from "../currencies.ts";

/** The kinds of value a form-encoded parameter can be. Each arrives as a string. */
export const text = (max = 5000) => z.string().min(1).max(max);

export const integer = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  z.string().transform((value, context) => {
    const number = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!Number.isSafeInteger(number)) {
      context.addIssue({
        code: "custom",
        params: { code: "parameter_invalid_integer" },
        message: `Invalid integer: ${value}`,
      });
      return z.NEVER;
    }
    if (number < min || number > max) {
      const bound = number < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`;
      context.addIssue({
        code: "custom",
        params: { code: "parameter_invalid_integer" },
        message: `This value must be ${bound}.`,
      });
      return z.NEVER;
    }
    return number;
  });

export const boolean = z.string().transform((value, context) => {
  if (value === "true" || value === "false") return value === "true";
  context.addIssue({ code: "custom", message: `Invalid boolean: ${value}` });
  return z.NEVER;
});

export const currency = z
  .string()
  .min(1)
  .transform((value) => value.toLowerCase())
  .refine(isCurrency, { error: (issue) => `Invalid currency: ${String(issue.input)}` });

export const email = z
  .string()
  .min(1)
  .refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), {
    params: { code: "email_invalid" },
    error: (issue) => `Invalid email address: ${String(issue.input)}`,
  });

export const url = z
  .string()
  .min(1)
  .max(5000)
  .refine(isWebUrl, {
    params: { code: "url_invalid" },
    error: "Not a valid URL: it needs an explicit scheme such as https.",
  });

/** Empty values unset a key, which on a new object means not to set it. */
export const metadata = z
  .preprocess(
    (raw) => (raw === "" ? {} : Array.isArray(raw) ? Object.fromEntries(Object.entries(raw)) : raw),
    z.record(
      z.string().max(40, "Metadata keys can have up to 40 characters."),
      z.string().max(500, "Metadata values can have up to 500 characters."),
    ),
  )
  .refine((entries) => Object.keys(entries).length <= 50, "Metadata can have up to 50 keys.");

/** Something Stripe knows and this sandbox does not play: refused, so nobody believes it was heard. */
export const unplayed = z
  .custom<never>(() => false, { error: "The payment sandbox does not play this parameter." })
  .optional();

/** Something Stripe knows that changes nothing here. */
export const ignored = z.unknown().optional();

export const expand = z.array(z.string()).optional();

const range = z.union([
  integer().transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer().optional(),
    gte: integer().optional(),
    lt: integer().optional(),
    lte: integer().optional(),
  }),
]);

export const pagination = {
  limit: integer(1, 100).default(10),
  starting_after: text().optional(),
  ending_before: text().optional(),
  created: range.optional(),
  expand,
};

export const shipping = z.strictObject({
  name: text().optional(),
  phone: z.string().optional(),
  carrier: z.string().optional(),
  tracking_number: z.string().optional(),
  address: z
    .strictObject({
      city: z.string().optional(),
      country: z.string().optional(),
      line1: z.string().optional(),
      line2: z.string().optional(),
      postal_code: z.string().optional(),
      state: z.string().optional(),
    })
    .optional(),
});

export type CreatedRange = z.output<typeof range>;

/** `{CHECKOUT_SESSION_ID}` may stand anywhere in the address, so it is taken out before the address is judged. */
function isWebUrl(value: string): boolean {
  const parsed = URL.parse(value.replaceAll("{CHECKOUT_SESSION_ID}", "cs"));
  return parsed?.protocol === "https:" || parsed?.protocol === "http:";
}
