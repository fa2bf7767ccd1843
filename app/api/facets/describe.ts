import { z } from "zod";
import { type Operations, unavailable } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";
import { facetNamePattern } from "@/lib/search/facet-key";
import { cleanText } from "@/lib/search/url";

export const facetsQuerySchema = z.object({
  locale: z.enum(locales).describe("The market: its language and its currency."),
  facet: z.string().regex(facetNamePattern).describe("The facet's key, such as `brand`."),
  contains: z.string().default("").overwrite(cleanText).describe("Held by the values' labels; empty: every value."),
});

const facetValuesSchema = z.object({
  values: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      swatch: z.string().nullable().describe("A colour, `#8a9a5b`, where the facet is one of colours."),
      count: z.int().min(0),
      selected: z.boolean(),
    }),
  ),
  total: z.int().min(0).describe("How many there are, those beyond the first 1,000 included."),
});

export const operations: Operations = {
  GET: {
    id: "listFacetValues",
    summary: "Search inside one facet of a list",
    description:
      "The values of a facet over a list, those included that the list itself left out. The list is told by the parameters of its own address (`q`, `category`, `f`, `price`, `stock`), which are read as a page reads them.",
    tag: "catalog",
    query: facetsQuerySchema,
    replies: {
      200: { description: "Labels that begin with the text first, then the most frequent.", schema: facetValuesSchema },
      400: { description: "No such market or category, or no facet's key." },
      429: { description: "Too many requests from this address: `Retry-After` says when." },
      503: unavailable,
    },
  },
};
