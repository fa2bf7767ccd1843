import type { Delivery, ShownVariant } from "./product-choice";

/** Price and stock of this moment, and the days a parcel would arrive. The page around them may be older. */
export interface Live {
  variants: LiveVariant[];
  delivery: Delivery[];
  /** Of a product that is sold through a waiting room; the room reads it. */
  drop: unknown;
}

export const notYetLive: Live = { variants: [], delivery: [], drop: null };

export type LiveVariant = Omit<ShownVariant, "hash" | "options">;

interface Amount {
  amount: number;
  currency: string;
}

export async function fetchLive(
  productId: string,
  locale: string,
  savingTemplate: string,
  signal: AbortSignal,
): Promise<Live> {
  const reply = await fetch(`/api/products/${productId}/live?locale=${locale}`, { signal });
  const body: unknown = reply.ok ? await reply.json() : null;
  if (!isRecord(body)) return notYetLive;
  return {
    variants: listOf(body.variants).flatMap((each) => readVariant(each, locale, savingTemplate)),
    delivery: listOf(body.delivery).filter(isDelivery),
    drop: body.drop ?? null,
  };
}

function readVariant(each: unknown, locale: string, savingTemplate: string): LiveVariant[] {
  if (!isRecord(each)) return [];
  const { variantId, price, compareAt, free, shipsFrom, perCustomerMax } = each;
  if (typeof variantId !== "string" || typeof free !== "number" || !isAmount(price)) return [];
  const was = isAmount(compareAt) && compareAt.amount > price.amount ? compareAt : null;
  const saved = was ? write({ ...price, amount: was.amount - price.amount }, locale) : null;
  return [
    {
      variantId,
      free,
      shipsFrom: typeof shipsFrom === "string" ? shipsFrom : null,
      perCustomerMax: typeof perCustomerMax === "number" ? perCustomerMax : null,
      delivery: listOf(each.delivery).filter(isDelivery),
      price: write(price, locale),
      compareAt: was && write(was, locale),
      saving: saved && savingTemplate.replace("{amount}", saved),
    },
  ];
}

/** As lib/core/money writes it on the server; that file brings the validator with it, 14 KB this page can't spare. */
function write({ amount, currency }: Amount, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isAmount = (value: unknown): value is Amount =>
  isRecord(value) && typeof value.amount === "number" && typeof value.currency === "string";

const isDelivery = (value: unknown): value is Delivery =>
  isRecord(value) && ["method", "from", "to"].every((key) => typeof value[key] === "string");

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
