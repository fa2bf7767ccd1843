import type { AttributeIdea } from "./attributes.ts";
import type { Localized } from "./idea.ts";
import type { MerchantIdea } from "./merchants.ts";
import type { PictureRecipe } from "./poses.ts";
import type { DemoCurrency } from "./set-prices.ts";

/** The demo catalog as a merchant would hand it over: complete, but knowing nothing of the database. */
export interface DemoCatalog {
  merchants: DemoMerchant[];
  categories: DemoCategory[];
  attributes: Record<string, AttributeIdea>;
  products: DemoProduct[];
}

export interface DemoMerchant extends MerchantIdea {
  id: string;
}

export interface DemoCategory {
  id: string;
  /** Null for a department. */
  parentId: string | null;
  key: string;
  name: Localized;
  slug: Localized;
  description: Localized;
  hue: number;
  /** Among its siblings, from 0. */
  position: number;
  image: DemoImage;
}

export interface DemoProduct {
  id: string;
  merchantKey: string;
  handle: string;
  categoryKey: string;
  brand: string;
  hue: number;
  title: Localized;
  slug: Localized;
  headline: Localized;
  descriptionHtml: Localized;
  specs: { label: Localized; value: Localized }[];
  /** What filters and makes no variants; a variant's colour and size stand in its options. */
  attributes: Record<string, string[]>;
  /** Keys of the attributes that make variants, in the order shown. */
  options: string[];
  variants: DemoVariant[];
  images: DemoImage[];
  publishedAt: Date;
  soldCount: number;
}

export interface DemoVariant {
  id: string;
  sku: string;
  /** EAN-13 from the range kept for use inside a shop, so it is no one's product. */
  barcode: string;
  options: Record<string, string>;
  weightGrams: number;
  position: number;
  /** Minor units. */
  prices: Record<DemoCurrency, number>;
  compareAt: Partial<Record<DemoCurrency, number>>;
  onHand: number;
}

export interface DemoImage {
  /** File stem; products that show the same picture share it. */
  key: string;
  /** Hue of the ground it stands on. */
  hue: number;
  /** Shown when these are chosen; empty: always. */
  options: Record<string, string>;
  position: number;
  recipe: PictureRecipe;
}
