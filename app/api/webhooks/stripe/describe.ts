import { z } from "zod";
import { type Operations, unavailable } from "@/lib/http/operation";

export const operations: Operations = {
  POST: {
    id: "receiveStripeEvent",
    summary: "Stripe tells of an event",
    description: "Stored once by its id and answered; what it means is worked out afterwards.",
    tag: "operations",
    headers: z.object({ "stripe-signature": z.string().describe("Over the raw body, by the endpoint's secret.") }),
    body: { type: "application/json", schema: z.unknown(), required: true },
    replies: {
      200: {
        description: "Stored, now or before; of another mode or account than the shop's, left alone.",
        schema: z.object({ received: z.literal(true) }),
      },
      400: { description: "Signed, and no event; or of an organization's account, where the shop's own is not known." },
      401: { description: "The signature does not hold." },
      413: { description: "Larger than any event." },
      503: unavailable,
    },
  },
};
