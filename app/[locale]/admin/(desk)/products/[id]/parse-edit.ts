import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { amountMax, type Currency, parseAmount } from "@/lib/core/money";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import type { StockAdjustment } from "@/lib/inventory/adjust-stock";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import type { PriceChange } from "@/lib/pricing/set-prices";

export const editSchema = z
  .object({ productId: z.guid(), seen: z.iso.datetime() })
  .transform(({ productId, seen }) => ({ productId, expectedUpdatedAt: new Date(seen) }));

export const statusSchema = z
  .object({ productId: z.guid(), seen: z.iso.datetime(), status: z.enum(["draft", "active"]) })
  .transform(({ productId, seen, status }) => ({ productId, expectedUpdatedAt: new Date(seen), status }));

export const pricesSchema = z
  .object({ productId: z.guid(), seen: z.iso.datetime(), currency: currencySchema })
  .transform(({ productId, seen, currency }) => ({ productId, expectedUpdatedAt: new Date(seen), currency }));

/** `changeId`: the form's own, so that one sent twice books once. */
export const stockSchema = z.object({ productId: z.guid(), changeId: z.guid() });

/** The titles that were typed other than they are. One that was there may be changed, not emptied. */
export function titlesOf(
  form: FormData,
  product: OwnProduct,
): { titles: Partial<Record<Language, string>>; emptied: string[] } {
  const titles: Partial<Record<Language, string>> = {};
  const emptied: string[] = [];
  for (const language of languageCodes) {
    const name = `title-${language}`;
    const title = textOf(form, name);
    const there = product.translations.find((each) => each.language === language)?.title ?? "";
    if (!form.has(name) || title === there) continue;
    if (title === "") emptied.push(name);
    else titles[language] = title;
  }
  return { titles, emptied };
}

type PriceFault = { name: string; code: "price_invalid" | "was_invalid" };

/** The prices that were typed other than they are. A blank one gives the set price up. */
export function pricesOf(
  form: FormData,
  product: OwnProduct,
  currency: Currency,
): { changes: PriceChange[]; wrong: PriceFault[] } {
  const changes: PriceChange[] = [];
  const wrong: PriceFault[] = [];
  for (const { variantId, prices } of product.variants) {
    if (!form.has(`price-${variantId}`)) continue;
    const typed = textOf(form, `price-${variantId}`);
    const typedWas = textOf(form, `was-${variantId}`);
    const amount = typed === "" ? null : parseAmount(typed, currency);
    const compareAtAmount = typedWas === "" ? null : parseAmount(typedWas, currency);
    if (typed !== "" && amount === null) wrong.push({ name: `price-${variantId}`, code: "price_invalid" });
    const wasFits =
      compareAtAmount === null
        ? typedWas === ""
        : amount !== null && compareAtAmount > amount && compareAtAmount <= amountMax;
    if (!wasFits) wrong.push({ name: `was-${variantId}`, code: "was_invalid" });
    const set = prices.find((price) => price.currency === currency && price.source === "set");
    if ((set?.amount ?? null) !== amount || (set?.compareAtAmount ?? null) !== compareAtAmount)
      changes.push({ variantId, currency, amount, compareAtAmount });
  }
  return { changes, wrong };
}

/** A variant's stock at a location, as its field is named. */
export const stockCell = (variantId: string, locationId: string): string => `${variantId}_${locationId}`;

export type StockChange = Pick<StockAdjustment, "variantId" | "onHand"> & { locationId: string };

const seenSchema = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);

/** The stock that was typed other than it was shown: `12` was counted on the shelf, `+5` and `-3` are so many more or fewer. */
export function stockOf(form: FormData): { changes: StockChange[]; wrong: string[] } {
  const changes: StockChange[] = [];
  const wrong: string[] = [];
  for (const name of form.keys()) {
    const [, cell = "", variantPart, locationPart] = /^stock-((.{36})_(.{36}))$/.exec(name) ?? [];
    const [variantId, locationId] = [z.guid().safeParse(variantPart), z.guid().safeParse(locationPart)];
    if (!variantId.success || !locationId.success) continue;
    const seen = seenSchema.safeParse(form.get(`seen-${cell}`));
    const typed = textOf(form, name).normalize("NFKC");
    if (seen.success && typed === String(seen.data)) continue;
    const match = /^([+\-−]?)(\d{1,7})$/.exec(typed);
    if (!match || !seen.success) {
      wrong.push(name);
      continue;
    }
    const figure = Number(match[2]);
    const onHand = match[1] === "" ? { counted: figure, seen: seen.data } : { by: match[1] === "+" ? figure : -figure };
    changes.push({ variantId: variantId.data, locationId: locationId.data, onHand });
  }
  return { changes, wrong };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
