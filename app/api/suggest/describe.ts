import { z } from "zod";
import type { Operations } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";
import { suggestionsSchema } from "@/lib/search/suggestions";
import { cleanText } from "@/lib/search/url";

export const suggestQuerySchema = z.object({
  q: z
    .string()
    .default("")
    .overwrite(cleanText)
    .describe("What is typed so far; of a long text the first 120 characters."),
  locale: z.enum(locales).describe("The market: its language and its currency."),
});

export const operations: Operations = {
  GET: {
    id: "suggest",
    summary: "Complete what is being typed",
    description:
      "Queries, categories and products that begin like the text, or like what was probably meant. Public; kept by CDNs for a minute. Prices are those of lists.",
    tag: "catalog",
    query: suggestQuerySchema,
    replies: {
      200: { description: "What to offer, most likely first.", schema: suggestionsSchema },
      400: { description: "There is no such market." },
      429: { description: "Too many requests from this address: `Retry-After` says when." },
      503: { description: "The database does not answer in time, and nothing is in memory yet." },
    },
  },
};
