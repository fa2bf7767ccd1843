/**
 * How a demo product is written down. People write ideas, department by department; `build-catalog.ts` turns them into
 * full products: variants, prices in every currency, stock, pictures.
 */

/** The languages that the demo catalog is written in; in any other the shop shows its English. */
export const demoLanguages = ["en", "de", "ja"] as const;

/** A text in each of the demo catalog's languages. */
export type Localized = Record<(typeof demoLanguages)[number], string>;

export const textIn = (text: Localized, language: string): string =>
  text[demoLanguages.find((each) => each === language) ?? "en"];

export const L = (en: string, de: string, ja: string): Localized => ({ en, de, ja });

/** A leaf or a branch of the category tree. A branch's products are those of its leaves. */
export interface CategoryIdea {
  /** Stable key, the path of keys from the root: `audio`, `audio/headphones`. */
  key: string;
  name: Localized;
  /** URL segment in each language, lower-case ASCII for en and de; Japanese script is fine for ja. */
  slug: Localized;
  description: Localized;
  /** File stem of the picture, e.g. `1f3a7`. */
  emoji: string;
  /** Hue of the tile ground, 0 to 360 (OKLCH). */
  hue: number;
}

export interface ProductIdea {
  /** Lower-case ASCII, unique in the catalog. */
  handle: string;
  /** Key in `merchants.ts`. */
  merchant: string;
  /** A leaf category's key. */
  category: string;
  /** The maker; free text, not translated. */
  brand: string;
  /** File stem of the picture, e.g. `1f3a7`. */
  emoji: string;
  title: Localized;
  /** A short heading over the description: "Made for the last train home". */
  headline: Localized;
  /** Two to four plain sentences. */
  body: Localized;
  /** Label key in `spec-labels.ts` → value. A string when the value needs no translation: "248 g". */
  specs: Record<string, string | Localized>;
  /** Attribute key in `attributes.ts` → value keys. These filter. */
  attributes: Record<string, string[]>;
  /** Option (attribute) key → value keys, in the order shown. None: one variant. */
  options?: Record<string, string[]>;
  /** Combinations that do not exist. */
  missing?: Record<string, string>[];
  /** In US cents, of the cheapest variant. */
  price: number;
  /** Added to the price for an option's value, in US cents: `{ edition: { studio: 5000 } }`. */
  surcharge?: Record<string, Record<string, number>>;
  /** What it cost before, in US cents, for the cheapest variant. */
  was?: number;
  /** Grams of the packed product. */
  weight: number;
  /** 0 to 100: how well it sells. */
  popularity: number;
  /** Days since it came into the shop. */
  age: number;
  /** `plenty` when left out; `few` leaves 1–5 of some variants, `mixed` sells one variant out, `none` sells all out. */
  stock?: "few" | "mixed" | "none";
}

export interface Department {
  /** The department first, then its leaves. */
  categories: CategoryIdea[];
  products: ProductIdea[];
}
