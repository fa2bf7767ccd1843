import { type Dialect, optionCells, toGrams, wordOfAvailability } from "./dialect";

const names = {
  id: ["id"],
  title: ["title"],
  bodyHtml: ["description"],
  price: ["price"],
  salePrice: ["sale price"],
  saleDates: ["sale price effective date"],
  availability: ["availability"],
  quantity: ["quantity", "quantity to sell on facebook", "sell on google quantity", "inventory"],
  imageSrc: ["image link"],
  morePictures: ["additional image link"],
  type: ["product type"],
  category: ["google product category", "fb product category"],
  vendor: ["brand"],
  barcode: ["gtin"],
  parent: ["item group id"],
  grams: ["shipping weight", "product weight"],
  color: ["color", "colour"],
  size: ["size"],
  material: ["material"],
  pattern: ["pattern"],
} as const;

/** A feed for Google Merchant Center, or for Meta's catalog, which took the names over. */
export const google: Dialect<keyof typeof names> = {
  name: "Google Merchant",
  names,
  marks: ["id", "title", "price", "imageSrc"],
  rowsTell: "variant",
  handleOf: (field) => field("parent") || field("id"),
  toCells: (field) => ({
    title: field("title"),
    bodyHtml: field("bodyHtml"),
    vendor: field("vendor"),
    type: field("type") || (/^\d*$/.test(field("category")) ? "" : field("category")),
    sku: field("id"),
    barcode: field("barcode"),
    price: field("price"),
    salePrice: field("salePrice"),
    saleDates: field("saleDates"),
    quantity: field("quantity") || wordOfAvailability(field("availability")),
    grams: toGrams(field("grams"), "g"),
    imageSrc: `${field("imageSrc")} ${field("morePictures")}`.trim(),
    variantImage: field("parent") ? field("imageSrc") : "",
    ...optionCells([
      ["Color", field("color")],
      ["Size", field("size")],
      ["Material", field("material")],
      ["Pattern", field("pattern")],
    ]),
  }),
};
