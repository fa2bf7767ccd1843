import { z } from "zod";
import { returnDaysMin } from "@/lib/catalog/return-days";
import { countWithin } from "@/lib/core/typed-count";

const returnDaysMax = 365;
const lowStockMax = 10_000;

/** A merchant's settings as its owner types them. Every issue is a code of `admin.settings.errors`. */
export const settingsSchema = z.object({
  /** Where alerts are mailed; the owners, when empty. */
  alertEmail: z
    .string()
    .transform((typed) => typed.normalize("NFKC").trim())
    .pipe(z.union([z.literal("").transform(() => null), z.email("email").max(254, "email")], "email")),
  returnDays: countWithin(returnDaysMin, returnDaysMax, "return_days"),
  lowStockAt: countWithin(0, lowStockMax, "low_stock_at"),
});

export type MerchantSettings = z.infer<typeof settingsSchema>;
