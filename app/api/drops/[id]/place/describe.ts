import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { type Operations, unavailable } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";

const path = z.object({ id: idSchema });
const placeSchema = z.object({
  joined: z.boolean(),
  place: z.int().nullable().describe("Null until places are drawn."),
  admittedUntil: z.iso.datetime().nullable().describe("Until then an order may be placed."),
});

/** A form without script says which market's page it came from; whatever else it holds is not read. */
export const joinFormSchema = z.looseObject({ locale: z.enum(locales) });

export const operations: Operations = {
  GET: {
    id: "readDropPlace",
    summary: "Where this shopper stands",
    description: "The one of the signed cookie, never one named by the request. `id` is the product's.",
    tag: "drops",
    path,
    replies: {
      200: { description: "The shopper's own place.", schema: placeSchema },
      400: { description: "No id." },
      404: { description: "The product has no drop that still runs." },
      503: unavailable,
    },
  },
  POST: {
    id: "joinDrop",
    summary: "Wait in line",
    description: "Refused to pages of other sites. Sixty an address in ten minutes.",
    tag: "drops",
    path,
    body: { type: "application/x-www-form-urlencoded", schema: joinFormSchema, required: false },
    replies: {
      200: { description: "The shopper's own place.", schema: placeSchema },
      303: { description: "Back to the waiting room's page: what a form is answered." },
      400: { description: "No id, or asked by another site's page." },
      404: { description: "The product has no drop that still runs." },
      429: { description: "Too many from this address: `Retry-After` says when." },
      503: unavailable,
    },
  },
};
