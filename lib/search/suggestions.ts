import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";

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
});

export type Suggestions = z.infer<typeof suggestionsSchema>;

export const noSuggestions: Suggestions = { queries: [], categories: [], products: [] };
