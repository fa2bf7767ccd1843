import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { amountMax, type Currency, parseAmount } from "@/lib/core/money";
import { withoutControls } from "@/lib/core/typed-text";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import type { StockAdjustment } from "@/lib/inventory/adjust-stock";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import type { PriceChange } from "@/lib/pricing/set-prices";

/** When what was edited was last changed, as the form was drawn. Postgres knows no year 0. */
const seen = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .pipe(z.date().min(new Date(0)));
const edit = z.object({ productId: z.guid(), seen });

/** As the verbs want it. */
const asExpected = <Fields extends { seen: Date }>({ seen: expectedUpdatedAt, ...fields }: Fields) => ({
  ...fields,
  expectedUpdatedAt,
});

export const editSchema = edit.transform(asExpected);
export const statusSchema = edit.extend({ status: z.enum(["draft", "active"]) }).transform(asExpected);
export const pricesSchema = edit.extend({ currency: currencySchema }).transform(asExpected);

/** `changeId`: the form's own, so that one sent twice books once. */
export const stockSchema = z.object({ productId: z.guid(), changeId: z.guid() });

type TitleFault = { name: string; code: "title_empty" | "changed_meanwhile" };

/**
 * The titles that were typed other than they are. One that was there may be changed, not emptied; one that is no longer what
 * it was typed over was changed by somebody else.
 */
export function titlesOf(
  form: FormData,
  product: OwnProduct,
): { titles: Partial<Record<Language, string>>; wrong: TitleFault[] } {
  const titles: Partial<Record<Language, string>> = {};
  const wrong: TitleFault[] = [];
  for (const language of languageCodes) {
    const name = `title-${language}`;
    const [title, seen] = [textOf(form, name), seenOf(form, name)];
    const there = withoutControls(product.translations.find((each) => each.language === language)?.title ?? "").trim();
    if (!form.has(name) || title === there || title === seen) continue;
    if (seen !== undefined && seen !== there) wrong.push({ name, code: "changed_meanwhile" });
    else if (title === "") wrong.push({ name, code: "title_empty" });
    else titles[language] = title;
  }
  return { titles, wrong };
}

type PriceFault = { name: string; code: "price_invalid" | "was_invalid" | "changed_meanwhile" };

/**
 * The prices that were typed other than they are. A blank one gives the set price up; one that is no longer what it was
 * typed over was changed by somebody else.
 */
export function pricesOf(
  form: FormData,
  product: OwnProduct,
  currency: Currency,
): { changes: PriceChange[]; wrong: PriceFault[] } {
  const changes: PriceChange[] = [];
  const wrong: PriceFault[] = [];
  for (const { variantId, prices } of product.variants) {
    const [name, nameWas] = [`price-${variantId}`, `was-${variantId}`];
    if (!form.has(name)) continue;
    const [typed, typedWas] = [textOf(form, name), textOf(form, nameWas)];
    const [seen, seenWas] = [seenOf(form, name), seenOf(form, nameWas)];
    if (typed === seen && typedWas === seenWas) continue;
    const amount = typed === "" ? null : parseAmount(typed, currency);
    const compareAtAmount = typedWas === "" ? null : parseAmount(typedWas, currency);
    if (typed !== "" && amount === null) wrong.push({ name, code: "price_invalid" });
    const wasFits =
      compareAtAmount === null
        ? typedWas === ""
        : amount !== null && compareAtAmount > amount && compareAtAmount <= amountMax;
    if (!wasFits) wrong.push({ name: nameWas, code: "was_invalid" });
    const set = prices.find((price) => price.currency === currency && price.source === "set");
    const [there, thereWas] = [set?.amount ?? null, set?.compareAtAmount ?? null];
    if (there === amount && thereWas === compareAtAmount) continue;
    if (isOther(seen, there, currency)) wrong.push({ name, code: "changed_meanwhile" });
    else if (isOther(seenWas, thereWas, currency)) wrong.push({ name: nameWas, code: "changed_meanwhile" });
    else changes.push({ variantId, currency, amount, compareAtAmount });
  }
  return { changes, wrong };
}

/** Whether a price was typed over another than the one that is there. */
const isOther = (seen: string | undefined, there: number | null, currency: Currency): boolean =>
  seen !== undefined && (seen === "" ? null : parseAmount(seen, currency)) !== there;

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

/** What a field was typed over; undefined from a page that did not send it. */
const seenOf = (form: FormData, name: string): string | undefined =>
  form.has(`seen-${name}`) ? textOf(form, `seen-${name}`) : undefined;

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? withoutControls(value).trim() : "";
}
