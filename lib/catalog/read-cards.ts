import { z } from "zod";
import { days } from "@/lib/core/clock";
import { shortId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readBestSellerFrom } from "./best-seller";
import { inLanguage } from "./in-language";
import { type ProductCard, productPath } from "./product";

/** What a list is written in. */
export interface ListMarket {
  language: Language;
  currency: Currency;
}

/** A product is new for this long after it was published. */
const newDays = 30;
/** Lists show pictures on square tiles, whatever their own shape. */
const tileSize = 640;

const rows = z.array(
  z.object({
    productId: z.string(),
    merchantName: z.string(),
    brand: z.string(),
    title: z.string(),
    slug: z.string(),
    imageKey: z.string().nullable(),
    imageHue: z.number().nullable(),
    hue: z.number(),
    amount: z.number(),
    amountMax: z.number(),
    compareAtAmount: z.number().nullable(),
    swatches: z.array(z.string()),
    inStock: z.boolean(),
    stock: z.number(),
    soldCount: z.number(),
    rating: z.number(),
    ratingCount: z.number(),
    publishedAt: z.coerce.date().nullable(),
  }),
);

/**
 * Products as lists show them, in the order of the ids; those unpublished or without a price in the currency are left
 * out. Reads the projection alone, by the primary keys of its three tables.
 */
export async function readCards(
  db: Db | Tx,
  productIds: readonly string[],
  { language, currency }: ListMarket,
  now = new Date(),
): Promise<ProductCard[]> {
  if (productIds.length === 0) return [];
  const [bestSellerFrom, read] = await Promise.all([
    readBestSellerFrom(db),
    db.$queryRaw`/* planned once */
      select e.product_id as "productId", e.merchant_name as "merchantName", e.brand, t.title, t.slug,
        e.image_key as "imageKey", e.image_hue as "imageHue", e.hue, r.amount, r.amount_max as "amountMax",
        r.compare_at_amount as "compareAtAmount", e.swatches, e.in_stock as "inStock", e.stock,
        e.sold_count as "soldCount", e.rating, e.rating_count as "ratingCount", e.published_at as "publishedAt"
      from unnest(${[...productIds]}::uuid[]) with ordinality as wanted(product_id, place)
      join catalog_entry e on e.product_id = wanted.product_id and e.status = 'active'
      join catalog_text t on t.language = ${inLanguage(language)} and t.product_id = wanted.product_id
      join catalog_price r on r.currency = ${currency} and r.product_id = wanted.product_id
      order by wanted.place`,
  ]);
  const newFrom = now.getTime() - days(newDays);
  return rows
    .parse(read)
    .map(
      ({ slug, imageKey, imageHue, amount, amountMax, compareAtAmount, rating, soldCount, publishedAt, ...row }) => ({
        ...row,
        path: productPath(slug, shortId(row.productId)),
        picture: imageKey ? { key: imageKey, width: tileSize, height: tileSize, alt: row.title, hue: imageHue } : null,
        price: { amount, currency },
        priceVaries: amountMax > amount,
        rating: row.ratingCount > 0 ? rating / 100 : null,
        compareAt: compareAtAmount === null ? null : { amount: compareAtAmount, currency },
        isNew: publishedAt !== null && publishedAt.getTime() > newFrom,
        isBestSeller: soldCount >= bestSellerFrom,
      }),
    );
}
