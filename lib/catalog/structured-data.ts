import { type Money, toDecimal } from "@/lib/core/money";
import type { ProductDetail, VariantDetail } from "./product";

/** What search engines read of a product page: schema.org as Google's merchant listings ask for it. */
export interface ProductFacts {
  product: ProductDetail;
  /** Absolute. */
  url: string;
  /** Absolute, the first one the best. */
  imageUrls: string[];
  variantUrl: (variant: VariantDetail) => string;
  /** Free units by variant id, as far as known when the page was made. */
  free: ReadonlyMap<string, number>;
  /** The day of variants that leave later. */
  shipsFrom?: ReadonlyMap<string, string>;
  region: string;
  /** Calendar days until arrival. */
  shipping: { price: Money; freeFrom: Money | null; daysMin: number; daysMax: number } | null;
}

export type JsonLd = Record<string, unknown>;

/** schema.org's own words for what variants differ in; any other option goes by its name. */
const variesBy: Record<string, string> = {
  color: "https://schema.org/color",
  size: "https://schema.org/size",
  material: "https://schema.org/material",
  pattern: "https://schema.org/pattern",
};

/** A `ProductGroup` with its variants, or a `Product` where there is only one. */
export function productData(facts: ProductFacts): JsonLd {
  const { product, url, imageUrls } = facts;
  const shared = {
    name: product.title,
    description: product.headline || product.title,
    brand: { "@type": "Brand", name: product.brand },
    image: imageUrls,
    url,
  };
  const [only, ...others] = product.variants;
  if (only && others.length === 0) {
    return {
      "@context": "https://schema.org",
      "@type": "Product",
      ...shared,
      ...identify(only),
      offers: offer(facts, only, url),
    };
  }
  return {
    "@context": "https://schema.org",
    "@type": "ProductGroup",
    ...shared,
    productGroupID: product.productId,
    variesBy: product.options.map(({ key, name }) => variesBy[key] ?? name),
    hasVariant: product.variants.map((variant) => variantData(facts, variant)),
  };
}

function variantData(facts: ProductFacts, variant: VariantDetail): JsonLd {
  const { product, variantUrl, imageUrls } = facts;
  const chosen = product.options.flatMap(({ key, name, values }) => {
    const value = values.find((each) => each.key === variant.options[key]);
    return value ? [{ key, name, label: value.label }] : [];
  });
  const properties = Object.fromEntries(
    chosen.filter(({ key }) => variesBy[key]).map(({ key, label }) => [key, label]),
  );
  const additional = chosen
    .filter(({ key }) => !variesBy[key])
    .map(({ name, label }) => ({ "@type": "PropertyValue", name, value: label }));
  return {
    "@type": "Product",
    name: [product.title, ...chosen.map(({ label }) => label)].join(", "),
    image: imageUrls[0],
    ...identify(variant),
    ...properties,
    ...(additional.length > 0 ? { additionalProperty: additional } : {}),
    offers: offer(facts, variant, variantUrl(variant)),
  };
}

/** A GTIN only when it is one: a number of the wrong length costs the whole listing. */
const identify = ({ sku, barcode }: VariantDetail): JsonLd => ({
  ...(sku ? { sku } : {}),
  ...(barcode && /^(\d{8}|\d{12,14})$/.test(barcode) ? { gtin: barcode } : {}),
});

function offer(
  { product, free, shipsFrom, region, shipping }: ProductFacts,
  { variantId, price }: VariantDetail,
  url: string,
): JsonLd {
  const inStock = (free.get(variantId) ?? 0) > 0;
  const later = shipsFrom?.get(variantId);
  return {
    "@type": "Offer",
    url,
    price: toDecimal(price),
    priceCurrency: price.currency,
    availability: `https://schema.org/${inStock ? (later ? "BackOrder" : "InStock") : "OutOfStock"}`,
    ...(inStock && later ? { availabilityStarts: later } : {}),
    itemCondition: "https://schema.org/NewCondition",
    seller: { "@type": "Organization", name: product.merchantName },
    ...(shipping ? { shippingDetails: shippingData(shipping, region, price) } : {}),
    hasMerchantReturnPolicy: {
      "@type": "MerchantReturnPolicy",
      applicableCountry: region,
      returnPolicyCategory: "https://schema.org/MerchantReturnFiniteReturnWindow",
      merchantReturnDays: product.returnDays,
      returnMethod: "https://schema.org/ReturnByMail",
      returnFees: "https://schema.org/FreeReturn",
    },
  };
}

function shippingData(
  { price, freeFrom, daysMin, daysMax }: NonNullable<ProductFacts["shipping"]>,
  region: string,
  itemPrice: Money,
): JsonLd {
  const rate = freeFrom && itemPrice.amount >= freeFrom.amount ? { ...price, amount: 0 } : price;
  const days = (minValue: number, maxValue: number) => ({
    "@type": "QuantitativeValue",
    minValue,
    maxValue,
    unitCode: "DAY",
  });
  return {
    "@type": "OfferShippingDetails",
    shippingRate: { "@type": "MonetaryAmount", value: toDecimal(rate), currency: rate.currency },
    shippingDestination: { "@type": "DefinedRegion", addressCountry: region },
    deliveryTime: {
      "@type": "ShippingDeliveryTime",
      handlingTime: days(0, 1),
      transitTime: days(Math.max(0, daysMin - 1), daysMax),
    },
  };
}

/** The way to a page, the home page first. Addresses are absolute. */
export const breadcrumbData = (trail: readonly { name: string; url: string }[]): JsonLd => ({
  "@context": "https://schema.org",
  "@type": "BreadcrumbList",
  itemListElement: trail.map(({ name, url }, index) => ({ "@type": "ListItem", position: index + 1, name, item: url })),
});

/** JSON for a `<script>`: no text of a merchant's can close the element. */
export const toScriptText = (data: JsonLd | readonly JsonLd[]): string =>
  JSON.stringify(data).replaceAll("<", "\\u003c");
