import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { defaultLocale, locales } from "@/lib/i18n/markets";
import { pageMax } from "./count-pages";
import { sorts } from "./engine";
import { facetPattern, facetValuePattern } from "./facet-key";
import { categoryPattern } from "./url";

/** Longer than any question; of what is shorter the first 120 characters count. */
const queryLengthMax = 1_000;
/** Values of one parameter. The bound on all together (`chosenMax`) is nothing a schema can say. */
export const valuesMax = 40;

const bound = String.raw`(\d{1,9}(\.\d{1,3})?)?`;

/** The fixed part of `GET /api/search`; every facet of the catalog is a parameter besides. */
export const searchQuerySchema = z.object({
  q: z
    .string()
    .max(queryLengthMax)
    .default("")
    .describe("Words; what they say of a price (`under 50`) is one where `price` is left out. Left out: everything."),
  exact: z
    .enum(["0", "1"])
    .optional()
    .describe("`1`: the words just as they are, as the pages' own `exact=1`: none mended, none left out, no redirect."),
  locale: z.enum(locales).default(defaultLocale).describe("The market: its language and its currency."),
  category: z.string().regex(categoryPattern).optional().describe("A category's key; its sub-categories count."),
  page: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, `A whole number from 1 to ${pageMax}`)
    .transform(Number)
    .pipe(z.int().min(1).max(pageMax))
    .default(1)
    .describe("24 products a page. Past the last page the last one is answered: `page` of the reply says which."),
  sort: z.enum(sorts).default("relevance"),
  price: z
    .string()
    .regex(new RegExp(`^${bound}-${bound}$`), "A range of plain decimals, such as 40-260, 40- or -99.50")
    .optional()
    .describe("From and to, in decimals of the market's currency; either may be left out: `40-260`, `40-`, `-99.50`."),
  stock: z.enum(["0", "1"]).optional().describe("`1`: only what can be bought now."),
  f: z
    .array(z.string().regex(facetPattern, "A facet and a value, such as color:sage"))
    .max(valuesMax)
    .optional()
    .describe("Facets as the shop's own addresses write them, `f=color:sage&f=color:sand`."),
});

export const facetValuesSchema = z
  .array(z.string().regex(facetValuePattern, "A value's key, such as sage"))
  .max(valuesMax);

/** What it answers. Optional fields are there when they say something. */
export const searchReplySchema = z.object({
  total: z.int().min(0),
  atLeast: z.literal(true).optional().describe("Counting stopped: there are more than `total`."),
  page: z.int().min(1),
  pages: z.int().min(0),
  hits: z.array(
    z.object({
      id: z.guid(),
      title: z.string(),
      url: z.string().describe("Path of the product's page."),
      image: z.string().nullable(),
      price: z.object({ amount: z.int().describe("Minor units: cents, pence, yen."), currency: currencySchema }),
      rating: z.number().min(0).max(5).nullable().describe("Average of five; null while nobody rated it."),
    }),
  ),
  facets: z.array(
    z.object({
      key: z.string().describe("The name of the parameter that filters by it."),
      values: z.array(z.object({ value: z.string(), label: z.string(), count: z.int().min(0) })),
    }),
  ),
  correctedQuery: z.string().optional().describe("Nothing answered the words as typed: these were searched instead."),
  redirect: z.string().optional().describe("The shop sends who asks this to a page of its own, such as its returns."),
  relaxed: z.literal(true).optional().describe("Nothing answered all the words: fewer had to match."),
});

export type SearchReply = z.infer<typeof searchReplySchema>;
