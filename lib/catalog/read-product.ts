import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { composeOptions } from "./compose-options";
import type { ProductDetail } from "./product";
import { type AttributeLabels, readAttributeLabels } from "./read-attribute-labels";
import { returnDaysMin } from "./return-days";

const options = z.record(z.string(), z.string());

const row = z.object({
  productId: z.string(),
  merchantId: z.string(),
  brand: z.string(),
  categoryId: z.string(),
  taxClass: z.string(),
  hue: z.number(),
  optionKeys: z.array(z.string()),
  publishedAt: z.string(),
  text: z.object({
    language: z.string(),
    title: z.string(),
    slug: z.string(),
    headline: z.string(),
    descriptionHtml: z.string(),
    specs: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  slugs: z.record(z.string(), z.string()),
  attributes: z.array(z.object({ attributeKey: z.string(), valueKey: z.string() })),
  variants: z.array(
    z.object({
      variantId: z.string(),
      sku: z.string(),
      barcode: z.string().nullable(),
      options,
      amount: z.number(),
      compareAtAmount: z.number().nullable(),
    }),
  ),
  pictures: z.array(
    z.object({
      key: z.string(),
      width: z.number(),
      height: z.number(),
      alt: z.string(),
      hue: z.number().nullable(),
      options,
    }),
  ),
});

/**
 * Everything the product page renders, or null when there is no such product, it is not published, or none of its
 * variants has a price in the market's currency. One statement on the product's family, keyed in every sub-select;
 * then the merchant's name and the labels of its attributes, which belong elsewhere.
 */
export async function readProduct(db: Db | Tx, productId: string, locale: Locale): Promise<ProductDetail | null> {
  const { language, currency } = requireMarket(locale);
  const [found] = z.array(z.object({ product: row })).parse(
    await db.$queryRaw`
      select jsonb_build_object(
        'productId', p.product_id, 'merchantId', p.merchant_id, 'brand', p.brand, 'categoryId', p.category_id,
        'taxClass', p.tax_class, 'hue', p.hue, 'optionKeys', coalesce(p.option_keys, '{}'), 'publishedAt', coalesce(p.published_at, p.created_at),
        'text', (
          select jsonb_build_object('language', language, 'title', title, 'slug', slug, 'headline', headline,
            'descriptionHtml', description_html, 'specs', specs)
          from product_translation where product_id = ${productId}::uuid
          order by language = ${language} desc, language = 'en' desc, language limit 1),
        'slugs', (select jsonb_object_agg(language, slug) from product_translation where product_id = ${productId}::uuid),
        'attributes', (
          select coalesce(jsonb_agg(jsonb_build_object('attributeKey', attribute_key, 'valueKey', value_key)), '[]')
          from product_attribute where product_id = ${productId}::uuid),
        'variants', (
          select coalesce(jsonb_agg(jsonb_build_object('variantId', v.variant_id, 'sku', v.sku, 'barcode', v.barcode,
            'options', v.options, 'amount', r.amount, 'compareAtAmount', r.compare_at_amount) order by v.position), '[]')
          from variant v
          join price r on r.product_id = ${productId}::uuid and r.variant_id = v.variant_id and r.currency = ${currency}
          where v.product_id = ${productId}::uuid),
        'pictures', (
          select coalesce(jsonb_agg(jsonb_build_object('key', key, 'width', width, 'height', height, 'alt', alt,
            'hue', hue, 'options', options) order by position), '[]')
          from media where product_id = ${productId}::uuid and status = 'ready' and key is not null)
      ) as product
      from product p
      where p.product_id = ${productId}::uuid and p.status = 'active'
        and exists (select from product_translation where product_id = ${productId}::uuid)`,
  );
  if (!found || found.product.variants.length === 0) return null;
  const { text, optionKeys, attributes, variants, pictures, ...product } = found.product;
  const pairs = [
    ...attributes,
    ...variants.flatMap((variant) =>
      Object.entries(variant.options).map(([attributeKey, valueKey]) => ({ attributeKey, valueKey })),
    ),
  ];
  const [merchant, labels] = await Promise.all([
    db.merchant.findUnique({ where: { merchantId: product.merchantId }, select: { name: true, returnDays: true } }),
    readAttributeLabels(db, pairs, language),
  ]);
  return {
    ...product,
    ...text,
    merchantName: merchant?.name ?? "",
    returnDays: merchant?.returnDays ?? returnDaysMin,
    attributes: composeAttributes(attributes, labels),
    options: composeOptions(optionKeys, variants, labels),
    variants: variants.map(({ amount, compareAtAmount, ...variant }) => ({
      ...variant,
      price: { amount, currency },
      compareAt: compareAtAmount === null ? null : { amount: compareAtAmount, currency },
    })),
    pictures: pictures.map((picture) => ({
      ...picture,
      alt: picture.alt || altOf(text.title, picture.options, labels),
    })),
  };
}

function composeAttributes(
  attributes: { attributeKey: string; valueKey: string }[],
  labels: AttributeLabels,
): ProductDetail["attributes"] {
  const keys = [...new Set(attributes.map(({ attributeKey }) => attributeKey))].sort(
    (a, b) => labels.attribute(a).position - labels.attribute(b).position,
  );
  return keys.map((key) => ({
    key,
    name: labels.attribute(key).name,
    values: attributes
      .filter(({ attributeKey }) => attributeKey === key)
      .map(({ valueKey }) => ({ key: valueKey, label: labels.value(key, valueKey).label })),
  }));
}

/** A picture without words of its own is described by the product's title and the options it shows. */
function altOf(title: string, chosen: Record<string, string>, labels: AttributeLabels): string {
  return [title, ...Object.entries(chosen).map(([key, value]) => labels.value(key, value).label)].join(", ");
}
