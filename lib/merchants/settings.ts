import { z } from "zod";
import { returnDaysMin } from "@/lib/catalog/return-days";

const returnDaysMax = 365;
const lowStockMax = 10_000;

/** Full-width digits are digits. */
const whole = (min: number, max: number, code: string) =>
  z
    .string()
    .transform((typed) => typed.normalize("NFKC").trim())
    .pipe(
      z
        .string()
        .regex(/^\d{1,5}$/, code)
        .transform(Number),
    )
    .refine((value) => value >= min && value <= max, code);

/** A merchant's settings as its owner types them. Every issue is a code of `admin.settings.errors`. */
export const settingsSchema = z.object({
  /** Where alerts are mailed; the owners, when empty. */
  alertEmail: z
    .string()
    .transform((typed) => typed.normalize("NFKC").trim())
    .pipe(z.union([z.literal("").transform(() => null), z.email("email").max(254, "email")], "email")),
  returnDays: whole(returnDaysMin, returnDaysMax, "return_days"),
  lowStockAt: whole(0, lowStockMax, "low_stock_at"),
});

export type MerchantSettings = z.infer<typeof settingsSchema>;
