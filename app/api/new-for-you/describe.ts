import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import type { Operations } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";

export const newForYouQuerySchema = z.object({
  locale: z.enum(locales).describe("The market: its language and its currency."),
  seen: z
    .string()
    .max(1000)
    .default("")
    .describe("Ids of products that were looked at, with commas between; what is no id is passed over.")
    .overwrite((list) =>
      list
        .split(",")
        .filter((id) => idSchema.safeParse(id).success)
        .join(","),
    ),
});

const cardSchema = z.object({
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
    id: "listNewForYou",
    summary: "What is new of the kinds a shopper looked at or bought",
    description:
      "What was looked at is told by the browser, what was bought by the signed cookie: nobody else's orders can be asked for, and nothing is kept.",
    tag: "catalog",
    query: newForYouQuerySchema,
    replies: {
      200: { description: "The newest first; none for who has no past.", schema: z.array(cardSchema) },
      400: { description: "No such market, or too long a list." },
    },
  },
};
