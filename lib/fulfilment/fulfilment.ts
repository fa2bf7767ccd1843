import { z } from "zod";

/**
 * Glossary. *Fulfilment*: one merchant's part of a paid order, with the lines it has to pack; a snapshot in the
 * merchant's family that never reads the order again. *Cut*: making the fulfilments of an order.
 */

export const fulfilmentStatuses = ["to_pack", "shipped", "delivered", "cancelled"] as const;
export const fulfilmentStatusSchema = z.enum(fulfilmentStatuses);
export type FulfilmentStatus = z.infer<typeof fulfilmentStatusSchema>;

/** From each status, where a fulfilment may go. */
export const fulfilmentTransitions: Record<FulfilmentStatus, readonly FulfilmentStatus[]> = {
  to_pack: ["shipped", "cancelled"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
};

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
export const carrierNames: Record<Exclude<(typeof carriers)[number], "other">, string> = {
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

export const shipSchema = z.object({
  fulfilmentId: z.guid(),
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
});

export type ShipInput = z.infer<typeof shipSchema>;
