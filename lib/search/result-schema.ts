import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { SearchResult } from "./engine";

// Loose: a field that is added to the port comes back as it went in, whether it is named here or not.

const money = z.object({ amount: z.int(), currency: currencySchema });

const picture = z.looseObject({
  key: z.string(),
  width: z.number(),
  height: z.number(),
  alt: z.string(),
  hue: z.number().nullable(),
});

const hit = z.looseObject({
  productId: z.string(),
  merchantName: z.string(),
  brand: z.string(),
  title: z.string(),
  path: z.string(),
  picture: picture.nullable(),
  hue: z.number(),
  price: money,
  priceVaries: z.boolean(),
  compareAt: money.nullable(),
  rating: z.number().nullable(),
  ratingCount: z.int(),
  swatches: z.array(z.string()),
  inStock: z.boolean(),
  stock: z.number(),
  isNew: z.boolean(),
  isBestSeller: z.boolean(),
  titleMatches: z.array(z.tuple([z.int(), z.int()])),
});

const facet = z.looseObject({
  key: z.string(),
  name: z.string(),
  kind: z.enum(["choice", "swatch"]),
  values: z.array(
    z.looseObject({
      key: z.string(),
      label: z.string(),
      swatch: z.string().nullable(),
      count: z.int(),
      selected: z.boolean(),
    }),
  ),
  valueCount: z.int(),
});

/** A result as it comes out of the store, where another version of the shop may have put it. */
export const searchResultSchema: z.ZodType<SearchResult> = z.looseObject({
  total: z.int(),
  atLeast: z.boolean().optional(),
  page: z.int(),
  pages: z.int(),
  hits: z.array(hit),
  facets: z.array(facet),
  categories: z.array(z.looseObject({ categoryId: z.string(), count: z.int() })),
  price: z.looseObject({ min: z.number(), max: z.number(), histogram: z.array(z.number()) }).nullable(),
  inStockCount: z.int(),
  correctedText: z.string().optional(),
  relaxed: z.boolean().optional(),
  droppedWords: z.array(z.string()).optional(),
  hiddenBy: z.array(z.looseObject({ filter: z.string(), count: z.int() })).optional(),
});
