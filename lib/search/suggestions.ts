import { z } from "zod";
import type { ProductCard } from "@/lib/catalog/product";
import { currencySchema } from "@/lib/core/currency-schema";
import { localePath } from "@/lib/i18n/alternates";
import type { Locale } from "@/lib/i18n/markets";
import { pictureUrl } from "@/lib/media/picture-url";

/** What completion answers, on the wire: `GET /api/suggest?q=&locale=`. */
export const suggestionsSchema = z.object({
  queries: z.array(z.object({ text: z.string() })),
  categories: z.array(z.object({ name: z.string(), url: z.string() })),
  products: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      url: z.string(),
      image: z.string().nullable(),
      price: z.object({ amount: z.int(), currency: currencySchema }),
    }),
  ),
  partial: z
    .literal(true)
    .optional()
    .describe("There was no time for all of it: ask again soon, and keep this no longer."),
});

export type Suggestions = z.infer<typeof suggestionsSchema>;

export const noSuggestions: Suggestions = { queries: [], categories: [], products: [] };

export const queriesMax = 5;
export const categoriesMax = 3;
export const productsMax = 5;

export const toProduct = (locale: Locale, card: ProductCard): Suggestions["products"][number] => ({
  id: card.productId,
  title: card.title,
  url: localePath(locale, card.path),
  image: card.picture ? pictureUrl(card.picture.key) : null,
  price: card.price,
});
