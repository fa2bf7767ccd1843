import { z } from "zod";
import { readAttributeLabels, variantLabel } from "@/lib/catalog/read-attribute-labels";
import { stockPolicySchema } from "@/lib/catalog/stock-policy";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { productStatusSchema } from "./list-own-products";

const productSchema = z.object({
  productId: z.string(),
  handle: z.string(),
  brand: z.string(),
  status: productStatusSchema,
  categoryId: z.string(),
  hue: z.number(),
  optionKeys: z.array(z.string()),
  updatedAt: z.date(),
  translations: z.array(z.object({ language: z.string(), title: z.string(), slug: z.string() })),
  media: z.array(z.object({ key: z.string().nullable(), hue: z.number().nullable() })),
  variants: z.array(
    z.object({
      variantId: z.string(),
      sku: z.string(),
      options: z.record(z.string(), z.string()),
      prices: z.array(
        z.object({
          currency: currencySchema,
          amount: z.number(),
          compareAtAmount: z.number().nullable(),
          source: z.enum(["set", "converted"]),
          rateDate: z.date().nullable(),
        }),
      ),
      stockPolicy: stockPolicySchema,
      oversellMax: z.number(),
      shipsFrom: z.date().nullable(),
      lowStockAt: z.number().nullable(),
      perCustomerMax: z.number().nullable(),
      stripes: z.number(),
      /** A row a location; its stripes are taken together. */
      stock: z
        .array(z.object({ locationId: z.string(), onHand: z.number(), held: z.number(), sold: z.number() }))
        .transform((levels) =>
          [...Map.groupBy(levels, ({ locationId }) => locationId)].map(([locationId, rows]) => ({
            locationId,
            onHand: rows.reduce((sum, { onHand }) => sum + onHand, 0),
            held: rows.reduce((sum, { held }) => sum + held, 0),
            sold: rows.reduce((sum, { sold }) => sum + sold, 0),
          })),
        ),
    }),
  ),
});

type Parsed = z.infer<typeof productSchema>;

/** `label`: what sets the variant apart, "Graphite · 128 GB"; empty where there is only one. */
export type OwnVariant = Parsed["variants"][number] & { label: string };
export type OwnProduct = Omit<Parsed, "variants"> & { variants: OwnVariant[]; lineage: string[] };

/** A product as its merchant edits it, or null when it is none of the merchant's. */
export async function readOwnProduct(
  db: Db,
  merchantId: string,
  productId: string,
  language: Language,
): Promise<OwnProduct | null> {
  const found = await db.product.findFirst({
    where: { productId, merchantId },
    select: {
      productId: true,
      handle: true,
      brand: true,
      status: true,
      categoryId: true,
      hue: true,
      optionKeys: true,
      updatedAt: true,
      translations: { select: { language: true, title: true, slug: true } },
      media: { where: { status: "ready" }, orderBy: { position: "asc" }, take: 1, select: { key: true, hue: true } },
      variants: {
        orderBy: { position: "asc" },
        select: {
          variantId: true,
          sku: true,
          options: true,
          prices: { select: { currency: true, amount: true, compareAtAmount: true, source: true, rateDate: true } },
          stockPolicy: true,
          oversellMax: true,
          shipsFrom: true,
          lowStockAt: true,
          perCustomerMax: true,
          stripes: true,
          stock: {
            orderBy: [{ locationId: "asc" }, { stripe: "asc" }],
            select: { locationId: true, onHand: true, held: true, sold: true },
          },
        },
      },
    },
  });
  if (!found) return null;
  const product = productSchema.parse(found);
  const pairs = product.variants.flatMap(({ options }) =>
    Object.entries(options).map(([attributeKey, valueKey]) => ({ attributeKey, valueKey })),
  );
  const [labels, category] = await Promise.all([
    readAttributeLabels(db, pairs, language),
    db.category.findUnique({ where: { categoryId: product.categoryId }, select: { lineage: true } }),
  ]);
  const variants = product.variants.map((variant) => ({
    ...variant,
    label: variantLabel(labels, product.optionKeys, variant.options),
  }));
  return { ...product, variants, lineage: category?.lineage ?? [] };
}
