import type { Money } from "@/lib/core/money";

/** A picture in the media store. With a hue it is transparent and stands on a tinted tile; without, a photograph. */
export interface Picture {
  key: string;
  width: number;
  height: number;
  alt: string;
  hue: number | null;
}

/** A product as lists show it. */
export interface ProductCard {
  productId: string;
  merchantName: string;
  brand: string;
  title: string;
  /** Path below the locale: `/p/steel-teapot-<short id>`. */
  path: string;
  picture: Picture | null;
  hue: number;
  price: Money;
  /** Variants cost differently: "from". */
  priceVaries: boolean;
  compareAt: Money | null;
  /** Of five, in hundredths at the finest; null while nobody rated it. */
  rating: number | null;
  ratingCount: number;
  swatches: string[];
  inStock: boolean;
  /** Free units over all variants. */
  stock: number;
  isNew: boolean;
  isBestSeller: boolean;
}

export interface OptionValue {
  key: string;
  label: string;
  swatch: string | null;
}

/** An attribute that makes variants. */
export interface ProductOption {
  key: string;
  name: string;
  kind: "choice" | "swatch";
  values: OptionValue[];
}

export interface VariantDetail {
  variantId: string;
  sku: string;
  barcode: string | null;
  /** Option key → value key. */
  options: Record<string, string>;
  price: Money;
  compareAt: Money | null;
}

/** Everything the product page renders, in one language and currency. Stock is not here: it is live. */
export interface ProductDetail {
  productId: string;
  merchantId: string;
  merchantName: string;
  /** How many days a buyer has to send it back. */
  returnDays: number;
  brand: string;
  categoryId: string;
  taxClass: string;
  hue: number;
  language: string;
  title: string;
  slug: string;
  /** Slug in each language, for hreflang. */
  slugs: Record<string, string>;
  headline: string;
  /** Sanitised HTML. */
  descriptionHtml: string;
  specs: { label: string; value: string }[];
  attributes: { key: string; name: string; values: { key: string; label: string }[] }[];
  options: ProductOption[];
  variants: VariantDetail[];
  pictures: (Picture & { options: Record<string, string> })[];
  publishedAt: string;
}

/** Where a product's page is, below the locale. */
export const productPath = (slug: string, short: string): string => `/p/${slug}-${short}`;
