/** What one product of a file may hold. Beyond these a row is refused with its line and the reason. */
export const limits = {
  /** Bytes of one row: past this it is most likely a quote that was never closed. */
  rowBytes: 1_000_000,
  /** What a packed file may unpack to: one of a few kilobytes can hold more than any disk. */
  unpackedBytes: 4_000_000_000,
  /** Their handles are kept in memory, in a map that holds no more than 2^24. */
  products: 16_000_000,
  /** The header is one of the first rows. */
  headerRows: 5,
  /** Of all rows that are kept in memory until the last of their product: a thousand may have a megabyte each. */
  keptLetters: 100_000_000,
  /** Rows of one product, kept in memory until its last. */
  rows: 1_000,
  variants: 500,
  pictures: 250,
  tags: 250,
  handle: 255,
  title: 255,
  vendor: 120,
  type: 255,
  bodyHtml: 200_000,
  optionName: 80,
  optionValue: 120,
  tag: 120,
  sku: 120,
  barcode: 64,
  url: 2_000,
  alt: 512,
  grams: 2_000_000,
  quantity: 1_000_000,
  /** New categories and new attributes of one file: more of them, and the wrong column was exported. */
  newCategories: 300,
  newAttributes: 200,
  /** Values of one attribute: more, and it is a serial number, not an option. */
  attributeValues: 5_000,
  /** Rows of products that do not stand together, kept in memory until the last of them is read. */
  rowsApart: 20_000,
} as const;

/** How much of a whole file is read. */
export type FileLimits = Record<"unpackedBytes" | "products", number>;
