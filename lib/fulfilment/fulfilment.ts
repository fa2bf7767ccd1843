import { z } from "zod";

/**
 * Glossary. *Fulfilment*: what one merchant sends of a paid order from one location; a snapshot in the merchant's family.
 * *Cut*: making the fulfilments of an order. *Shipment*: a parcel, with some or all units of a fulfilment. *Standing*:
 * units that are not cancelled. *Left*: standing units that are still to be sent.
 */

export const fulfilmentStatuses = ["to_pack", "partially_shipped", "shipped", "delivered", "cancelled"] as const;
export const fulfilmentStatusSchema = z.enum(fulfilmentStatuses);
export type FulfilmentStatus = z.infer<typeof fulfilmentStatusSchema>;

/**
 * From each status, where a fulfilment may go. `partially_shipped → delivered`: the rest was cancelled after all that was
 * sent had arrived.
 */
export const fulfilmentTransitions: Record<FulfilmentStatus, readonly FulfilmentStatus[]> = {
  to_pack: ["partially_shipped", "shipped", "cancelled"],
  partially_shipped: ["shipped", "delivered"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
};

export const shipmentStatuses = ["shipped", "delivered"] as const;
export const shipmentStatusSchema = z.enum(shipmentStatuses);
export type ShipmentStatus = z.infer<typeof shipmentStatusSchema>;

export const shipmentTransitions: Record<ShipmentStatus, readonly ShipmentStatus[]> = {
  shipped: ["delivered"],
  delivered: [],
};

interface Units {
  quantity: number;
  shippedQuantity: number;
  cancelledQuantity: number;
}

export const leftOf = (line: Units): number => line.quantity - line.shippedQuantity - line.cancelledQuantity;

/** The status that the lines and the parcels of a fulfilment amount to. */
export function statusOf(lines: readonly Units[], shipments: readonly { status: ShipmentStatus }[]): FulfilmentStatus {
  const left = lines.some((line) => leftOf(line) > 0);
  if (!lines.some(({ shippedQuantity }) => shippedQuantity > 0)) return left ? "to_pack" : "cancelled";
  if (left) return "partially_shipped";
  return shipments.every(({ status }) => status === "delivered") ? "delivered" : "shipped";
}

export const carriers = [
  "ups",
  "usps",
  "fedex",
  "royal-mail",
  "dhl",
  "dpd",
  "hermes",
  "yamato",
  "sagawa",
  "japan-post",
  "other",
] as const;

/** Names of firms are the same in every language; `other` has none. */
const carrierNames: Record<Exclude<(typeof carriers)[number], "other">, string> = {
  ups: "UPS",
  usps: "USPS",
  fedex: "FedEx",
  "royal-mail": "Royal Mail",
  dhl: "DHL",
  dpd: "DPD",
  hermes: "Hermes",
  yamato: "ヤマト運輸",
  sagawa: "佐川急便",
  "japan-post": "日本郵便",
};

/** Who carries a region's parcels, the likeliest first. */
export function carriersOf(country: string): (typeof carriers)[number][] {
  const home: Record<string, (typeof carriers)[number][]> = {
    US: ["ups", "usps", "fedex"],
    GB: ["royal-mail", "dpd", "dhl"],
    DE: ["dhl", "dpd", "hermes"],
    JP: ["yamato", "sagawa", "japan-post"],
  };
  const first = home[country] ?? [];
  return [...first, ...carriers.filter((carrier) => !first.includes(carrier))];
}

/** Where a carrier shows a parcel's way to anybody who has its number. */
const trackingPages: Record<Exclude<(typeof carriers)[number], "other">, string> = {
  ups: "https://www.ups.com/track?tracknum=",
  usps: "https://tools.usps.com/go/TrackConfirmAction?tLabels=",
  fedex: "https://www.fedex.com/fedextrack/?trknbr=",
  "royal-mail": "https://www.royalmail.com/track-your-item#/tracking-results/",
  dhl: "https://www.dhl.com/global-en/home/tracking.html?tracking-id=",
  dpd: "https://tracking.dpd.de/status/en_US/parcel/",
  hermes: "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#",
  yamato: "https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id=",
  sagawa: "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=",
  "japan-post": "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=",
};

/** The carrier as it stands in a row or an event: one we don't know is `other`. */
const carrierSchema = z.enum(carriers).catch("other");

export function trackingUrl(carrier: string, tracking: string): string | null {
  const known = carrierSchema.parse(carrier);
  return known === "other" ? null : trackingPages[known] + encodeURIComponent(tracking);
}

/** The carrier's name; null for one that has none. */
export function carrierName(carrier: string): string | null {
  const known = carrierSchema.parse(carrier);
  return known === "other" ? null : carrierNames[known];
}

export const shipSchema = z.object({
  fulfilmentId: z.guid(),
  /** Made when the form was: sent twice, it is one parcel. */
  shipmentId: z.guid(),
  carrier: z.enum(carriers),
  /** Letters and digits, as carriers print it; what stands between them is dropped. */
  tracking: z
    .string()
    .transform((text) =>
      text
        .normalize("NFKC")
        .replace(/[\s.-]/g, "")
        .toUpperCase(),
    )
    .pipe(z.string().regex(/^[A-Z0-9]{6,40}$/)),
  /** All that is left, when nothing is said. */
  lines: z.array(z.object({ lineId: z.guid(), quantity: z.int().min(0).max(100_000) })).optional(),
});

export type ShipInput = z.infer<typeof shipSchema>;

export const deliverSchema = z.object({ fulfilmentId: z.guid(), shipmentId: z.guid() });

export type DeliverInput = z.infer<typeof deliverSchema>;
