import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { isLocale } from "@/lib/i18n/markets";
import { quantityMax } from "./cart";

export const localeSchema = z.string().refine(isLocale);

export const lineSchema = z.object({ locale: localeSchema, productId: idSchema, variantId: idSchema });

export const addToCartSchema = lineSchema.extend({ quantity: z.coerce.number().int().min(1).max(quantityMax) });

export const setQuantitySchema = lineSchema.extend({ quantity: z.coerce.number().int().min(0).max(quantityMax) });
