import { type Dialect, deepest, optionCells, type ReadField, toGrams, wordOfAvailability } from "./dialect";

const attribute = (number: number) => ({
  name: [`Attribute ${number} name`, `Attribut ${number} Name`, `属性 ${number} の名前`],
  value: [`Attribute ${number} value(s)`, `Attribut ${number} Wert(e)`, `属性 ${number} の値`],
});

const names = {
  id: ["ID"],
  kind: ["Type", "Typ", "種類", "タイプ"],
  sku: ["SKU", "Artikelnummer", "商品コード"],
  barcode: ["GTIN, UPC, EAN, or ISBN", "GTIN, UPC, EAN oder ISBN"],
  title: ["Name", "名前"],
  published: ["Published", "Veröffentlicht", "公開済み"],
  visibility: ["Visibility in catalog", "Sichtbarkeit im Katalog", "カタログでの表示"],
  shortBody: ["Short description", "Kurzbeschreibung", "短い説明"],
  bodyHtml: ["Description", "Beschreibung", "説明"],
  saleStarts: ["Date sale price starts", "Datum, an dem Angebotspreis beginnt"],
  saleEnds: ["Date sale price ends", "Datum, an dem Angebotspreis endet"],
  availability: ["In stock?", "Vorrätig?", "在庫あり ?", "在庫あり?"],
  quantity: ["Stock", "Lagerbestand", "Lager", "Bestand", "在庫"],
  salePrice: ["Sale price", "Angebotspreis", "セール価格"],
  price: ["Regular price", "Regulärer Preis", "通常価格"],
  type: ["Categories", "Kategorien", "カテゴリー"],
  tags: ["Tags", "Schlagwörter", "タグ"],
  imageSrc: ["Images", "Bilder", "画像"],
  parent: ["Parent", "Übergeordnetes Produkt", "Übergeordnet", "親"],
  vendor: ["Brands", "Brand", "Marken", "Marke", "ブランド"],
  kilograms: ["Weight (kg)", "Gewicht (kg)", "重量 (kg)"],
  pounds: ["Weight (lbs)"],
  ounces: ["Weight (oz)"],
  grams: ["Weight (g)", "Gewicht (g)", "重量 (g)"],
  option1Name: attribute(1).name,
  option1Value: attribute(1).value,
  option2Name: attribute(2).name,
  option2Value: attribute(2).value,
  option3Name: attribute(3).name,
  option3Value: attribute(3).value,
} as const;

type Field = ReadField<keyof typeof names>;

/** A product of variants is a row of its own, and each variant names it as its parent. */
export const woocommerce: Dialect<keyof typeof names> = {
  name: "WooCommerce",
  names,
  marks: ["kind", "title", "price"],
  rowsTell: "variant",
  handleOf: (field) => (isVariation(field) ? field("parent") : field("sku") || idOf(field)),
  toCells: (field) => ({
    ...(isVariation(field) ? {} : headCells(field)),
    ...(isVariable(field) ? {} : variantCells(field)),
    imageSrc: field("imageSrc"),
    variantImage: isVariation(field) ? field("imageSrc") : "",
  }),
};

const isVariation = (field: Field) => /variation|variante/i.test(field("kind"));
const isVariable = (field: Field) => /variable/i.test(field("kind"));

/** As variants name a parent that has no SKU. */
const idOf = (field: Field) => (field("id") === "" ? "" : `id:${field("id")}`);

function headCells(field: Field) {
  const isHidden = field("published") === "-1" || field("visibility") === "hidden";
  return {
    title: field("title"),
    // Its exporter writes a line break as the two letters.
    bodyHtml: (field("bodyHtml") || field("shortBody")).replaceAll("\\n", "\n"),
    vendor: field("vendor"),
    type: deepest(field("type")),
    tags: field("tags"),
    published: isHidden ? "0" : field("published"),
  };
}

function variantCells(field: Field) {
  return {
    ...(isVariation(field)
      ? optionCells([
          [field("option1Name"), field("option1Value")],
          [field("option2Name"), field("option2Value")],
          [field("option3Name"), field("option3Value")],
        ])
      : {}),
    sku: field("sku"),
    barcode: field("barcode"),
    price: field("price"),
    salePrice: field("salePrice"),
    saleDates: field("saleStarts") || field("saleEnds"),
    quantity: field("quantity") || wordOfAvailability(field("availability")),
    grams: weightOf(field),
  };
}

function weightOf(field: Field): string {
  if (field("kilograms")) return toGrams(field("kilograms"), "kg");
  if (field("pounds")) return toGrams(field("pounds"), "lbs");
  return field("ounces") ? toGrams(field("ounces"), "oz") : toGrams(field("grams"), "g");
}
