import { expect, it } from "vitest";
import { readImport } from "@/dev/testing/read-import";

const table = (mark: string, ...rows: string[][]) => rows.map((row) => row.join(mark)).join("\n");

it("WooCommerce: variants join their parent by its SKU or id, sale prices are prices, and one with dates is not", async () => {
  const { dialect, products, faults, notes } = await readImport(
    table(
      ",",
      [
        "ID,Type,SKU,Name,Published,Description,Date sale price ends,In stock?,Stock,Weight (kg),Sale price,Regular price",
        "Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)",
      ],
      [
        "44,variable,,Hoodie,1,Warm\\nand soft,,1,,,,",
        '"Clothing, Clothing > Hoodies"',
        '"https://p.example/1.jpg, https://p.example/2.jpg"',
        ",Material,Cotton,Color",
        '"Blue, Green"',
      ],
      ["45,simple,beanie,Beanie,1,Wool,,1,25,0.2,18,20,Hats,,,Color,Red,,"],
      ["46,variation,h-b,Hoodie - Blue,1,,,1,7,,,45,,https://p.example/b.jpg,id:44,Color,Blue,,"],
      ["47,variation,h-g,Hoodie - Green,1,,,1,,,40,45,,,id:44,Color,Green,,"],
      ["48,simple,card,Card,-1,,2026-12-01,0,,,9,10,Gifts,,,,,,"],
    ),
  );
  expect({ dialect, faults, notes }).toEqual({
    dialect: "WooCommerce",
    faults: [],
    notes: ["5 quantity_unknown", "6 sale_dated"],
  });
  expect(products).toMatchObject([
    {
      handle: "beanie",
      optionNames: [],
      variants: [{ amount: 1_800, compareAtAmount: 2_000, quantity: 25, grams: 200 }],
    },
    {
      handle: "id:44",
      title: "Hoodie",
      bodyHtml: "Warm\nand soft",
      type: ["Clothing", "Hoodies"],
      optionNames: ["Color"],
      variants: [
        { sku: "h-b", optionValues: ["Blue"], amount: 4_500, quantity: 7 },
        { sku: "h-g", optionValues: ["Green"], amount: 4_000, compareAtAmount: 4_500, quantity: 0 },
      ],
      pictures: [
        { url: "https://p.example/1.jpg", optionValues: [] },
        { url: "https://p.example/2.jpg", optionValues: [] },
        { url: "https://p.example/b.jpg", optionValues: ["Blue"] },
      ],
    },
    { handle: "card", status: "draft", variants: [{ amount: 1_000, compareAtAmount: null, quantity: 0 }] },
  ]);
});

const feed = [
  [
    "id",
    "title",
    "image_link",
    "additional_image_link",
    "availability",
    "price",
    "sale_price",
    "product_type",
    "color",
    "size",
    "item_group_id",
  ],
  [
    "1",
    "Shoe Black 42",
    "https://p.example/1.jpg",
    "https://p.example/2.jpg,https://p.example/3.jpg",
    "in_stock",
    "89.90 EUR",
    "79.90 EUR",
    "Shoes > Running",
    "Black",
    "42",
    "G",
  ],
  [
    "2",
    "Shoe Black 43",
    "https://p.example/1.jpg",
    "",
    "out_of_stock",
    "89.90 EUR",
    "",
    "Shoes > Running",
    "Black",
    "43",
    "G",
  ],
  ["3", "Sock", "https://p.example/4.jpg", "", "in stock", "9.00 USD", "", "", "", "", ""],
];
const shoe = {
  handle: "G",
  title: "Shoe Black",
  type: ["Shoes", "Running"],
  optionNames: ["Size"],
  variants: [
    { sku: "1", optionValues: ["42"], amount: 7_990, compareAtAmount: 8_990, quantity: 0 },
    { sku: "2", optionValues: ["43"], amount: 8_990, compareAtAmount: null, quantity: 0 },
  ],
  pictures: [
    { url: "https://p.example/1.jpg" },
    { url: "https://p.example/2.jpg" },
    { url: "https://p.example/3.jpg" },
  ],
};

it("WooCommerce: what says that there is nothing says it in each field another is read from", async () => {
  const { products, faults } = await readImport(
    table(
      ",",
      ["Type,SKU,Name,Date sale price starts,Date sale price ends,Stock,Weight (kg),Sale price,Regular price"],
      ["simple,card,Card,N/A,-,3,-,9,10"],
    ),
  );
  expect({ faults, products }).toMatchObject({
    faults: [],
    products: [{ variants: [{ amount: 900, compareAtAmount: 1_000, quantity: 3, grams: 0 }] }],
  });
});

it("Google: a group is a product whose options are what its items differ in; a price in another currency is refused", async () => {
  const { dialect, products, faults, notes } = await readImport(table("\t", ...feed), "EUR");
  expect(dialect).toBe("Google Merchant");
  expect(products).toMatchObject([shoe]);
  expect({ faults, notes }).toEqual({ faults: ["4 price_invalid"], notes: ["2 quantity_unknown"] });
});

it("Google: a group whose titles share no more than an article is called as its first", async () => {
  const item = (id: string, title: string, color: string) =>
    (feed[0] ?? []).map((name) => ({ id, title, color, price: "5 EUR", item_group_id: "L" })[name] ?? "");
  const { products } = await readImport(
    table("\t", feed[0] ?? [], item("1", "The blue lamp", "Blue"), item("2", "The red lamp", "Red")),
    "EUR",
  );
  expect(products).toMatchObject([{ title: "The blue lamp", optionNames: ["Color"] }]);
});

it("Google in XML: the same, with what is nested or declared in the file passed over", async () => {
  const [names = [], ...rows] = feed;
  const items = rows.map(
    (row) =>
      `<item><g:shipping><g:price>4.90 EUR</g:price></g:shipping><description><![CDATA[<b>Good</b> & more]]></description>${row
        .flatMap((value, at) =>
          value.split(",").map((one) => `<g:${names[at]}>${one.replaceAll(">", "&gt;")}</g:${names[at]}>`),
        )
        .join("")}</item>`,
  );
  const xml = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]>\n<rss><channel><title>Feed</title>\n${items.join("\n")}\n</channel></rss>`;
  const { products, faults } = await readImport(xml, "EUR");
  expect(products).toMatchObject([{ ...shoe, bodyHtml: "<b>Good</b> & more" }]);
  expect(faults).toEqual(["5 price_invalid"]);
});

it("Amazon: the third row names the columns, and a parent is no variant", async () => {
  const { dialect, products, faults } = await readImport(
    table(
      "\t",
      ["TemplateType=fptcustom", "Version=2025.1", "", "", "", "", ""],
      ["Seller SKU", "Product Name", "Standard Price", "Quantity", "Parentage", "Parent SKU", "Size"],
      ["item_sku", "item_name", "standard_price", "quantity", "parent_child", "parent_sku", "size_name"],
      ["P", "Shirt", "", "", "Parent", "", ""],
      ["P-S", "Shirt (S)", "39.99", "5", "Child", "P", "S"],
      ["P-M", "Shirt (M)", "39.99", "3", "Child", "P", "M"],
    ),
  );
  expect({ dialect, faults }).toEqual({ dialect: "Amazon", faults: [] });
  expect(products).toMatchObject([
    { handle: "P", title: "Shirt", optionNames: ["Size"], variants: [{ sku: "P-S", quantity: 5 }, { sku: "P-M" }] },
  ]);
});

it("names of Amazon's without a price of Amazon's are any table of articles", async () => {
  const { dialect, products } = await readImport("item_sku,item_name,price\nA-1,Mug,5.00\n");
  expect(dialect).toBe("list of articles");
  expect(products).toMatchObject([{ handle: "A-1", title: "Mug", variants: [{ sku: "A-1", amount: 500 }] }]);
});

it("a picture that nobody could fetch is noted once, whoever of a product names it", async () => {
  const { notes } = await readImport(
    table(
      ",",
      ["id", "title", "price", "image_link", "item_group_id", "size"],
      ["1", "Shoe 42", "89.90 USD", "ftp://p.example/1.jpg", "shoe", "42"],
      ["2", "Shoe 43", "89.90 USD", "ftp://p.example/1.jpg", "shoe", "43"],
    ),
  );
  expect(notes).toEqual(["2 picture_url_invalid"]);
});

it("any table of articles: a title or `sep=` above the header, prices and counts as people write them", async () => {
  const rows = [
    ["Artikelnummer", "Bezeichnung", "VK-Preis brutto", "UVP", "Lagerbestand", "Kategorie", "Gewicht (kg)", "Bild 1"],
    ["1", "Gürtel", "1.299,00 €", "1 499,00 €", "1.250", "Mode > Gürtel", "0,35", "//p.example/1.jpg"],
    ["2", "Kanne", "12,9", "n/a", "∞", "Küche|Kannen", "", "bilder/2.jpg"],
    ["3", "Becher", "12,– €", "", "-1", "Küche", "", ""],
    ["4", "Schale", "1.299", "", "3", "", "", ""],
    ["5", "Teller", "-5,00", "", "3", "", "", ""],
    ["6", "Gabel", "N/A", "", "3", "", "", ""],
    ["7", "Messer", "0,00", "", "1.000", "", "", ""],
    ["8", "Löffel", "5,00", "", "3", "", "", ""],
    ["8", "Ganz anderes", "6,00", "", "3", "", "", ""],
    ["", "", "99,00", "", "", "", "", ""],
  ];
  for (const [above, lines] of [
    ["sep=;\n", 1],
    ["Preisliste 2026\nStand: Mai\n", 2],
    ["", 0],
  ] as const) {
    const { dialect, products, faults, notes } = await readImport(`${above}${table(";", ...rows)}`, "EUR");
    expect(dialect).toBe("list of articles");
    expect(products).toMatchObject([
      {
        handle: "1",
        type: ["Mode", "Gürtel"],
        variants: [{ amount: 129_900, compareAtAmount: 149_900, quantity: 1_250, grams: 350 }],
        pictures: [{ url: "https://p.example/1.jpg" }],
      },
      { handle: "2", type: ["Küche", "Kannen"], variants: [{ amount: 1_290, quantity: 0 }], pictures: [] },
      { handle: "3", variants: [{ amount: 1_200, quantity: 0 }] },
    ]);
    const at = (line: number, code: string) => `${line + lines} ${code}`;
    expect(notes).toEqual([at(3, "quantity_unknown"), at(3, "picture_url_invalid"), at(4, "quantity_negative")]);
    expect(faults).toEqual([
      at(5, "price_invalid"),
      at(6, "price_invalid"),
      at(7, "price_missing"),
      at(8, "price_zero"),
      at(8, "quantity_invalid"),
      at(11, "handle_missing"),
      at(10, "handle_taken"),
      at(10, "variant_repeated"),
    ]);
  }
});

it("any table of articles: that there is some counts none, and a weight is no guess", async () => {
  const { products, faults, notes } = await readImport(
    table(
      ";",
      ["sku", "name", "price", "qty", "is_in_stock", "weight (g)"],
      ["A", "Cup", "5.00", "", "1", "350.000"],
      ["B", "Jug", "5.00", "2", "1", "350 g"],
      ["C", "Pot", "5.00", "", "0", "1500,5"],
      ["D", "Pan", "5.00", "1", "1", "1,500"],
      ["E", "Lid", "5.00", "1", "1", "1.500 g"],
      ["F", "Cap", "5.00", "1", "1", "300-350 g"],
    ),
  );
  expect(products.map(({ handle, variants: [one] }) => [handle, one?.quantity, one?.grams])).toEqual([
    ["A", 0, 350],
    ["B", 2, 350],
    ["C", 0, 1_501],
  ]);
  expect({ faults, notes }).toEqual({
    faults: ["5 grams_invalid", "6 grams_invalid", "7 grams_invalid"],
    notes: ["2 quantity_unknown"],
  });
});

it("XML: an element that is empty by itself takes in no product below it", async () => {
  const { products } = await readImport(
    '<feed><product ref="1"/><product><title>Lamp</title><sku>l-1</sku><price>12.00</price></product></feed>',
  );
  expect(products).toMatchObject([{ title: "Lamp", variants: [{ sku: "l-1", amount: 1_200 }] }]);
});

it("XML: the product that a feed breaks off in is told of", async () => {
  const item = (id: string) =>
    `<item><id>${id}</id><title>T${id}</title><price>5 USD</price><image_link>https://p.example/a</image_link>`;
  const whole = ["1", "2"].map((id) => `${item(id)}</item>\n`);
  const { products, faults } = await readImport(`<rss>\n${whole.join("")}${item("3")}`);
  expect([products.map(({ handle }) => handle), faults]).toEqual([["1"], ["4 row_broken", "3 neighbour_broken"]]);
});

const kettles = [
  {
    sku: "K1",
    name: "Kettle {1}",
    price: 19.5,
    stock: 3,
    brand: { name: "Jay" },
    images: ["https://p.example/1.jpg", "https://p.example/2.jpg"],
  },
  { sku: "K2", name: 'Kettle "2"', price: { value: "20.00", currency: "USD" }, stock: 4 },
];

it("JSON, as a list, wrapped, or an object a line: one that can't be read is left out by its line", async () => {
  const lines = kettles.map((kettle) => JSON.stringify(kettle));
  for (const json of [JSON.stringify(kettles, null, 2), JSON.stringify({ items: kettles }), lines.join("\n")]) {
    const { products, faults } = await readImport(json);
    expect(faults).toEqual([]);
    expect(products).toMatchObject([
      {
        handle: "K1",
        title: "Kettle {1}",
        brand: "Jay",
        variants: [{ amount: 1_950, quantity: 3 }],
        pictures: [{}, {}],
      },
      { handle: "K2", title: 'Kettle "2"', variants: [{ amount: 2_000 }] },
    ]);
  }
  const { products, faults } = await readImport([lines[0], '{"sku":"K3","name":}', lines[1]].join("\n"));
  expect(products.map(({ handle }) => handle)).toEqual(["K1", "K2"]);
  expect(faults).toEqual(["2 row_broken"]);

  const long = `{"sku":"L","name":"${"x".repeat(3_000_000)}"}`;
  const spoilt = await readImport([lines[0], '{"sku":"K3","name":"open}', lines[1], long, lines[0]].join("\n"));
  expect(spoilt.products.map(({ handle }) => handle)).toEqual(["K2"]);
  expect(spoilt.faults).toEqual(["2 row_broken", "4 row_too_long", "5 variant_repeated"]);
});

it("Shopify's JSON: a row for each variant, options by their names", async () => {
  const product = {
    title: "Vase",
    handle: "vase",
    body_html: "<p>v</p>",
    product_type: "Vases",
    tags: ["a", "b"],
    variants: [
      {
        title: "S",
        option1: "S",
        sku: "V-S",
        price: "10.00",
        compare_at_price: "12.00",
        grams: 100,
        inventory_quantity: 3,
      },
      { title: "L", option1: "L", sku: "V-L", price: "15.00", compare_at_price: null },
    ],
    images: [{ src: "https://p.example/v.jpg" }],
    options: [{ name: "Size", values: ["S", "L"] }],
  };
  const { products, faults } = await readImport(JSON.stringify({ products: [product] }));
  expect(faults).toEqual([]);
  expect(products).toMatchObject([
    {
      handle: "vase",
      title: "Vase",
      type: ["Vases"],
      tags: ["a", "b"],
      optionNames: ["Size"],
      variants: [
        { sku: "V-S", optionValues: ["S"], amount: 1_000, compareAtAmount: 1_200, quantity: 3, grams: 100 },
        { sku: "V-L", optionValues: ["L"], amount: 1_500, quantity: 0 },
      ],
      pictures: [{ url: "https://p.example/v.jpg" }],
    },
  ]);
});

it("a table of variants without handles is refused, for nobody knows whose they are", async () => {
  expect((await readImport("Title,Variant Price,Option1 Value\nMug,5.00,Red\n")).error).toBe("columns_missing");
});
