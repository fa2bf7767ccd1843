import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { type Operations, unavailable } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";

/** As many as a browser remembers. */
const idsMax = 12;

/** Ids with commas between, in a parameter; what is no id is passed over. */
export const idListSchema = z
  .string()
  .max(1000)
  .default("")
  .overwrite((list) =>
    list
      .split(",")
      .filter((id) => idSchema.safeParse(id).success)
      .slice(0, idsMax)
      .join(","),
  );

export const cardsQuerySchema = z.object({
  locale: z.enum(locales).describe("The market: its language and its currency."),
  ids: idListSchema.describe(
    "Ids of products, with commas between; what is no id is passed over, past twelve as well.",
  ),
});

export const cardSchema = z.object({
  productId: z.string(),
  locale: z.string(),
  href: z.string(),
  title: z.string(),
  price: z.string().describe("As the market writes it."),
  hue: z.number(),
  image: z
    .object({ src: z.string(), photograph: z.boolean() })
    .nullable()
    .describe("A picture, and whether it brings its own ground."),
});

export const operations: Operations = {
  GET: {
    id: "listCards",
    summary: "Products by their ids, as far as a market can buy them",
    description: "What a browser remembers having looked at, as it is today. Nothing of what is asked is kept.",
    tag: "catalog",
    query: cardsQuerySchema,
    replies: {
      200: {
        description: "In the order of the ids, without what is sold out, unpublished or has no price in the market.",
        schema: z.array(cardSchema),
      },
      400: { description: "No such market, or too long a list." },
      429: { description: "Too many requests from this address: `Retry-After` says when." },
      503: unavailable,
    },
  },
};
