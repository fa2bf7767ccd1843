export type ImportStatus = "draft" | "active" | "archived";

/** A product as its file tells it: checked, but knowing nothing of the database yet. */
export interface ImportProduct {
  handle: string;
  /** Where it begins in the file. */
  line: number;
  title: string;
  /** As given: made safe when it is written. */
  bodyHtml: string;
  brand: string;
  /** Names of the category from the top down; often one, sometimes none. */
  type: string[];
  tags: string[];
  status: ImportStatus;
  optionNames: string[];
  variants: ImportVariant[];
  pictures: ImportPicture[];
}

export interface ImportVariant {
  line: number;
  sku: string;
  barcode: string | null;
  /** One for each of the product's options. */
  optionValues: string[];
  grams: number;
  quantity: number;
  /** Minor units of the import's currency. */
  amount: number;
  compareAtAmount: number | null;
}

export interface ImportPicture {
  url: string;
  alt: string;
  /** For each option the value this picture is for; null for any. */
  optionValues: (string | null)[];
}
