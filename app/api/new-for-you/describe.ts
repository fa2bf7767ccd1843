import { z } from "zod";
import { type Operations, unavailable } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";
import { cardSchema, idListSchema } from "../cards/describe";

export const newForYouQuerySchema = z.object({
  locale: z.enum(locales).describe("The market: its language and its currency."),
  seen: idListSchema.describe(
    "Ids of products that were looked at, with commas between; what is no id is passed over, past twelve as well.",
  ),
});

export const operations: Operations = {
  GET: {
    id: "listNewForYou",
    summary: "What is new of the kinds a shopper looked at or bought",
    description:
      "What was looked at is told by the browser, what was bought by the signed cookie: nobody else's orders can be asked for, and nothing is kept.",
    tag: "catalog",
    query: newForYouQuerySchema,
    replies: {
      200: { description: "The newest first; none for who has no past.", schema: z.array(cardSchema) },
      400: { description: "No such market, or too long a list." },
      429: { description: "Too many requests from this address: `Retry-After` says when." },
      503: unavailable,
    },
  },
};
