import { type Dialect, optionCells, type ReadField } from "./dialect";

const names = {
  sku: ["item_sku", "contribution_sku"],
  title: ["item_name"],
  kind: ["parent_child", "parentage_level"],
  parent: ["parent_sku", "child_parent_sku"],
  price: ["standard_price"],
  salePrice: ["sale_price"],
  saleStarts: ["sale_from_date"],
  saleEnds: ["sale_end_date"],
  compareAt: ["list_price", "list_price_with_tax"],
  quantity: ["quantity", "fulfillment_availability#1.quantity"],
  barcode: ["external_product_id"],
  vendor: ["brand_name"],
  bodyHtml: ["product_description"],
  type: ["item_type_name", "item_type", "feed_product_type"],
  image: ["main_image_url"],
  image1: ["other_image_url1", "other_image_url"],
  image2: ["other_image_url2"],
  image3: ["other_image_url3"],
  image4: ["other_image_url4"],
  image5: ["other_image_url5"],
  image6: ["other_image_url6"],
  image7: ["other_image_url7"],
  image8: ["other_image_url8"],
  color: ["color_name", "color"],
  size: ["size_name", "size"],
  material: ["material_type", "material"],
} as const;

type Field = ReadField<keyof typeof names>;
const more = ["image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8"] as const;

/** A flat file for Amazon: two rows for people stand above the one that names the columns. */
export const amazon: Dialect<keyof typeof names> = {
  name: "Amazon",
  names,
  marks: ["sku", "title", "price"],
  rowsTell: "variant",
  handleOf: (field) => field("parent") || field("sku"),
  toCells: (field) => ({
    title: field("title"),
    bodyHtml: field("bodyHtml"),
    vendor: field("vendor"),
    type: field("type").replaceAll(/[_-]/g, " "),
    imageSrc: [field("image"), ...more.map(field)].join(" ").trim(),
    ...(isParent(field) ? {} : variantCells(field)),
  }),
};

const isParent = (field: Field) => field("kind").toLowerCase() === "parent";

const variantCells = (field: Field) => ({
  sku: field("sku"),
  barcode: field("barcode"),
  price: field("price"),
  salePrice: field("salePrice"),
  saleDates: field("saleStarts") || field("saleEnds"),
  compareAt: field("compareAt"),
  quantity: field("quantity"),
  variantImage: field("parent") ? field("image") : "",
  ...optionCells([
    ["Color", field("color")],
    ["Size", field("size")],
    ["Material", field("material")],
  ]),
});
