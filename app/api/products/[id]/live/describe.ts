import { z } from "zod";
import { shownFreeMax } from "@/lib/catalog/shown-free";
import { currencySchema } from "@/lib/core/currency-schema";
import { idSchema } from "@/lib/core/ids";
import { type Operations, unavailable } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";
import { dropStatuses } from "@/lib/inventory/waiting-room/drop";
import { shippingMethods } from "@/lib/shipping/delivery";

export const liveQuerySchema = z.object({
  locale: z.enum(locales).describe("The market: its currency and where it ships."),
});

const money = z.object({ amount: z.int().describe("Minor units."), currency: currencySchema });
const written = money.extend({ text: z.string().describe("As the market writes it.") });
const day = z.iso.date();
const delivery = z.array(
  z.object({
    method: z.enum(shippingMethods),
    price: money,
    freeFrom: money.nullable().describe("Subtotal from which it is free; null: never."),
    from: day,
    to: day,
  }),
);

const liveSchema = z.object({
  variants: z.array(
    z.object({
      variantId: idSchema,
      price: written,
      compareAt: written.nullable().describe("The price before; null when it was not higher."),
      saving: written.nullable().describe("What is saved against the price before."),
      free: z.int().min(0).max(shownFreeMax).describe("Units that can be bought; ten stands for ten or more."),
      shipsFrom: day.nullable().describe("The day it leaves at the earliest; null: at once."),
      perCustomerMax: z.int().nullable(),
      delivery: delivery.optional().describe("Where it leaves later than the rest."),
    }),
  ),
  delivery,
  drop: z
    .looseObject({
      status: z.enum(dropStatuses),
      opensAt: z.iso.datetime(),
      placedThrough: z.int(),
      admittedThrough: z.int(),
      pacePerSecond: z.number(),
      soldOut: z.boolean(),
      now: z.iso.datetime().describe("The shop's clock."),
    })
    .optional()
    .describe("Of a product that is sold through a waiting room; the sentences it shows are not described."),
});

export const operations: Operations = {
  GET: {
    id: "readLiveProduct",
    summary: "Prices and stock of this moment",
    description: "What a page that is kept for a while cannot know. Never cached.",
    tag: "catalog",
    path: z.object({ id: idSchema }),
    query: liveQuerySchema,
    replies: {
      200: { description: "Prices, units and the days a parcel would arrive.", schema: liveSchema },
      400: { description: "No id, or no such market." },
      404: { description: "Not for sale in this market." },
      503: unavailable,
    },
  },
};
