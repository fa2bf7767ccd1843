import { type Dialect, deepest, toGrams, wordOfAvailability } from "./dialect";

const pictures = (number: number) => [
  `image ${number}`,
  `image${number}`,
  `image url ${number}`,
  `bild ${number}`,
  `bild${number}`,
  `画像${number}`,
  `商品画像url${number}`,
];

const names = {
  handle: ["handle", "url handle", "商品管理番号(商品URL)", "商品管理番号"],
  sku: [
    ...["sku", "item sku", "article number", "item number", "item no", "item no."],
    ...["product code", "part number", "mpn", "code"],
    ...[
      "artikelnummer",
      "artikel nr",
      "artikel nr.",
      "artikelnr",
      "artikelnr.",
      "art nr",
      "art.nr.",
      "art. nr.",
      "bestellnummer",
    ],
    ...["商品番号", "商品コード", "品番", "型番", "SKU管理番号", "id"],
  ],
  title: [
    ...["title", "product name", "product title", "item name", "name"],
    ...["artikelname", "artikelbezeichnung", "produktname", "produktbezeichnung", "bezeichnung", "titel"],
    ...["商品名", "商品名称", "品名", "名称", "タイトル"],
  ],
  price: [
    ...[
      "variant price",
      "price",
      "regular price",
      "selling price",
      "retail price",
      "unit price",
      "price (gross)",
      "gross price",
    ],
    ...[
      "vk preis brutto",
      "vk brutto",
      "std. vk brutto",
      "brutto vk",
      "vk preis (brutto)",
      "bruttopreis",
      "preis brutto",
    ],
    ...["verkaufspreis brutto", "verkaufspreis", "vk preis", "vk", "preis"],
    ...["販売価格", "通常購入販売価格", "価格", "税込価格", "販売価格(税込)", "価格(税込)", "単価"],
  ],
  salePrice: [
    ...["sale price", "special price", "discount price", "aktionspreis", "angebotspreis", "sonderpreis"],
    ...["セール価格", "特価"],
  ],
  saleStarts: ["special price from date", "sale from date", "sale price effective date"],
  saleEnds: ["special price to date", "sale end date"],
  compareAt: [
    ...["compare at price", "list price", "original price", "msrp", "rrp", "uvp", "streichpreis"],
    ...["表示価格", "定価", "参考価格", "メーカー希望小売価格"],
  ],
  quantity: [
    ...["quantity", "qty", "stock", "stock quantity", "inventory", "inventory quantity", "in stock"],
    ...["lagerbestand", "bestand", "verfügbarer bestand", "verfügbar", "anzahl"],
    ...["在庫数", "在庫数量", "在庫", "数量"],
  ],
  availability: ["availability", "stock status", "is in stock", "verfügbarkeit", "lieferstatus", "在庫状況"],
  barcode: [
    ...["barcode", "gtin", "ean", "upc", "isbn", "ean/gtin", "gtin/ean", "ean code", "ean13"],
    ...["JANコード", "JAN", "バーコード"],
  ],
  vendor: [
    "brand",
    "vendor",
    "manufacturer",
    "hersteller",
    "marke",
    "ブランド",
    "ブランド名",
    "メーカー",
    "メーカー名",
  ],
  type: [
    ...["category", "categories", "category path", "product category", "product type", "type"],
    ...["kategorie", "kategorien", "warengruppe", "カテゴリ", "カテゴリー", "表示先カテゴリ"],
  ],
  tags: ["tags", "schlagwörter", "タグ"],
  bodyHtml: [
    ...["body (html)", "description", "long description", "product description", "body"],
    ...["beschreibung", "langbeschreibung", "artikelbeschreibung", "produktbeschreibung", "langtext"],
    ...["商品説明", "説明", "pc用商品説明文", "商品説明文"],
  ],
  published: ["published", "active", "enabled", "visible", "aktiv", "sichtbar", "veröffentlicht", "公開"],
  visibility: ["visibility"],
  status: ["status"],
  image: [
    ...["image", "images", "image url", "image src", "image link", "picture", "picture url", "photo", "base image"],
    ...["bild", "bilder", "bild url", "bildlink", "画像", "画像url", "商品画像", "商品画像url"],
  ],
  image1: pictures(1),
  image2: pictures(2),
  image3: pictures(3),
  image4: pictures(4),
  image5: pictures(5),
  morePictures: ["additional images", "additional image link", "weitere bilder"],
  kilograms: ["weight (kg)", "weight kg", "gewicht (kg)", "gewicht kg", "gewicht in kg", "重量(kg)"],
  grams: ["variant grams", "grams", "weight (g)", "weight g", "gewicht (g)", "gewicht in g", "重量(g)"],
} as const;

const images = ["image", "image1", "image2", "image3", "image4", "image5", "morePictures"] as const;

/** Any other table of articles: one on a row, with a name and a price. */
export const articleList: Dialect<keyof typeof names> = {
  name: "list of articles",
  names,
  marks: ["title", "price"],
  rowsTell: "product",
  handleOf: (field) => field("handle") || field("sku") || field("barcode") || field("title"),
  toCells: (field) => ({
    title: field("title"),
    bodyHtml: field("bodyHtml"),
    vendor: field("vendor"),
    type: field("type").includes(">") ? deepest(field("type")) : field("type"),
    tags: field("tags"),
    published: /^not visible/i.test(field("visibility")) ? "no" : field("published"),
    status: field("status"),
    sku: field("sku"),
    barcode: field("barcode"),
    grams: field("kilograms") ? toGrams(field("kilograms"), "kg") : toGrams(field("grams"), "g"),
    quantity: field("quantity") || wordOfAvailability(field("availability")),
    price: field("price"),
    salePrice: field("salePrice"),
    saleDates: field("saleStarts") || field("saleEnds"),
    compareAt: field("compareAt"),
    imageSrc: images.map(field).join(" ").trim(),
  }),
};
