import { z } from "zod";
import { stockPolicySchema } from "@/lib/catalog/stock-policy";
import { idSchema } from "@/lib/core/ids";
import { countOrNone, typedCount } from "@/lib/core/typed-count";
import { typedText } from "@/lib/core/typed-text";
import { rulesMark } from "@/lib/inventory/set-stock-rules";

/** Every issue is a code of `stock.rules.errors`. */
const rules = {
  stockPolicy: stockPolicySchema,
  oversellMax: countOrNone(0, 1_000_000, "number").transform((value) => value ?? 0),
  shipsFrom: z.union([
    z.literal("").transform(() => null),
    z.iso.date("day_missing").transform((day) => new Date(`${day}T00:00:00Z`)),
  ]),
  lowStockAt: countOrNone(0, 1_000_000, "number"),
  perCustomerMax: countOrNone(1, 10_000, "number"),
  stripes: countOrNone(1, 64, "stripes").transform((value) => value ?? 1),
};

/** A parcel that leaves on the last day of 9999, which stands for a day that nobody knows, arrives in a year that has none. */
export const rulesFormSchema = z
  .object({ productId: idSchema, variantId: idSchema, ...rules })
  .refine(({ shipsFrom }) => shipsFrom === null || shipsFrom.getUTCFullYear() < 9999, {
    path: ["shipsFrom"],
    error: "day_missing",
  });

const seenSchema = z.object(rules);

/** The mark of the rules that these were typed over; null from a page that did not send them. */
export function seenRulesOf(form: FormData): string | null {
  const seen = seenSchema.safeParse(
    Object.fromEntries(Object.keys(rules).map((name) => [name, form.get(`seen-${name}`)])),
  );
  return seen.success ? rulesMark(seen.data) : null;
}

export const transferFormSchema = z.object({
  changeId: idSchema,
  productId: idSchema,
  variantId: idSchema,
  fromLocationId: idSchema,
  toLocationId: idSchema,
  /** What is no number is no quantity: the verb says so. */
  quantity: z.string().transform((typed) => typedCount(typed) || 0),
  reason: typedText().max(200).catch(""),
});
