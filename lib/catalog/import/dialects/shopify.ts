import { type Column, type Dialect, emptyCells } from "./dialect";

const names = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  bodyHtml: ["Body (HTML)", "Body HTML", "Body", "Description"],
  vendor: ["Vendor"],
  productCategory: ["Product Category", "Standard Product Type"],
  type: ["Type", "Custom Product Type", "Product Type"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  status: ["Status"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value", "Option1"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value", "Option2"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value", "Option3"],
  sku: ["Variant SKU", "SKU"],
  barcode: ["Variant Barcode", "Barcode"],
  grams: ["Variant Grams", "Weight value (grams)", "Grams"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  price: ["Variant Price", "Price"],
  salePrice: [],
  saleDates: [],
  compareAt: ["Variant Compare At Price", "Compare-at price"],
  variantImage: ["Variant Image", "Variant image URL"],
  imageSrc: ["Image Src", "Product image URL", "Images"],
  imagePosition: ["Image Position"],
  imageAlt: ["Image Alt Text"],
} as const;

const isColumn = (name: string): name is Column => Object.hasOwn(emptyCells, name);
const columns = Object.keys(emptyCells).filter(isColumn);

/** The long-standing template, the one of 2025, and the names of its API. */
export const shopify: Dialect<keyof typeof names> = {
  name: "Shopify",
  names,
  marks: ["handle", "title", "price"],
  rowsTell: "part",
  handleOf: (field) => field("handle"),
  toCells: (field) => Object.fromEntries(columns.map((column) => [column, field(column)])),
};
