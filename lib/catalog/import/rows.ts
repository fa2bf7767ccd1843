/** The rows of one product, named as their columns are: they travel to Postgres as JSON, a statement a table. */
export interface ProductRows {
  productId: string;
  isNew: boolean;
  links: { merchant_id: string; handle: string; product_id: string; import_hash: string }[];
  products: ProductRow[];
  texts: { product_id: string; language: string; title: string; slug: string; description_html: string }[];
  tags: { product_id: string; attribute_key: string; value_key: string }[];
  variants: VariantRow[];
  variantsGone: string[];
  variantsRenamed: string[];
  prices: {
    product_id: string;
    variant_id: string;
    currency: string;
    amount: number;
    compare_at_amount: number | null;
  }[];
  levels: LevelRow[];
  /** Variants of which there is something again. */
  variantsBack: string[];
  /** Variants of which there is less than before. */
  variantsFewer: string[];
  ledger: LedgerRow[];
  pictures: PictureRow[];
  picturesGone: string[];
  /** Pictures that a job has to fetch. */
  picturesWanted: string[];
}

export interface ProductRow {
  product_id: string;
  merchant_id: string;
  handle: string;
  status: string;
  brand: string;
  category_id: string;
  tax_class: string;
  hue: number;
  option_keys: string[];
  published_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface VariantRow {
  product_id: string;
  variant_id: string;
  sku: string;
  barcode: string | null;
  options: Record<string, string>;
  weight_grams: number;
  position: number;
}

export interface LevelRow {
  product_id: string;
  variant_id: string;
  location_id: string;
  stripe: number;
  on_hand: number;
  updated_at: Date;
}

export interface LedgerRow {
  product_id: string;
  entry_id: string;
  variant_id: string;
  location_id: string;
  stripe: number;
  change: "received" | "adjusted" | "transferred";
  on_hand_delta: number;
  held_delta: number;
  sold_delta: number;
  actor: string;
  reason: string;
  at: Date;
}

export interface PictureRow {
  product_id: string;
  media_id: string;
  status: "ready" | "pending" | "failed";
  source_url: string;
  alt: string;
  options: Record<string, string>;
  position: number;
}
