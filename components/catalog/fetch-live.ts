import { isRecord } from "@/lib/core/is-record";
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
    variants: listOf(body.variants).flatMap((each) => readVariant(each, savingTemplate)),
    delivery: listOf(body.delivery).filter(isDelivery),
    drop: body.drop ?? null,
  };
}

function readVariant(each: unknown, savingTemplate: string): LiveVariant[] {
  if (!isRecord(each)) return [];
  const { variantId, price, compareAt, saving, free, shipsFrom, perCustomerMax } = each;
  if (typeof variantId !== "string" || typeof free !== "number" || !isWritten(price)) return [];
  return [
    {
      variantId,
      free,
      shipsFrom: typeof shipsFrom === "string" ? shipsFrom : null,
      perCustomerMax: typeof perCustomerMax === "number" ? perCustomerMax : null,
      delivery: listOf(each.delivery).filter(isDelivery),
      price: price.text,
      compareAt: isWritten(compareAt) ? compareAt.text : null,
      saving: isWritten(saving) ? savingTemplate.replace("{amount}", saving.text) : null,
    },
  ];
}

/** A price comes written: starting the browser's own number formats takes a phone 100 ms. */
const isWritten = (value: unknown): value is { text: string } => isRecord(value) && typeof value.text === "string";

const isDelivery = (value: unknown): value is Delivery =>
  isRecord(value) && ["method", "from", "to"].every((key) => typeof value[key] === "string");

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
