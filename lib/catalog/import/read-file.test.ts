import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readImport } from "@/dev/testing/read-import";
import type { Currency } from "@/lib/core/money";
import { scanFile } from "./scan-file";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

const readFixture = async (name: string, currency?: Currency) =>
  readImport(await readFile(path.join(import.meta.dirname, "fixtures", name)), currency);

it("reads an export whole: quoted newlines, missing trailing columns, apostrophes, pictures, blank SKUs", async () => {
  const { products, faults, notes, rows } = await readFixture("apparel.csv");
  expect(faults).toEqual([]);
  expect(rows).toBe(6);
  expect(notes).toEqual(["5 quantity_negative"]);
  expect(products.map(({ handle, status, type, brand }) => ({ handle, status, type, brand }))).toEqual([
    { handle: "linen-shirt", status: "active", type: ["Shirts"], brand: "O'Hara & Sons" },
    { handle: "wool-socks", status: "active", type: [], brand: "Merchant" },
    { handle: "felt-hat", status: "draft", type: ["Clothing", "Hats"], brand: "Hatters" },
    { handle: "old-scarf", status: "archived", type: ["Hats"], brand: "Hatters" },
  ]);
  const [shirt, socks] = products;
  expect(shirt).toMatchObject({
    title: "Men's Linen Shirt",
    optionNames: ["Color", "Size"],
    tags: ["Summer", "linen", "Men's"],
  });
  expect(shirt?.variants).toMatchObject([
    {
      sku: "OH-LS-SG-S",
      barcode: "4006381333931",
      grams: 210,
      quantity: 12,
      amount: 7900,
      compareAtAmount: 9900,
      optionValues: ["Sage", "S"],
    },
    { sku: "OH-LS-SG-M", quantity: 0, compareAtAmount: null },
    { sku: expect.stringMatching(/^LINEN-SHIRT-[0-9A-F]{8}$/), grams: 210, quantity: 0, amount: 8450 },
  ]);
  expect(shirt?.pictures).toEqual([
    { url: "https://pictures.example/shirt-sage.jpg", alt: "A sage shirt", optionValues: ["Sage", null] },
    { url: "https://pictures.example/shirt-detail.jpg", alt: "Mother-of-pearl buttons", optionValues: [] },
    { url: "https://pictures.example/shirt-navy.jpg", alt: "", optionValues: ["Navy", "S"] },
  ]);
  expect(socks).toMatchObject({ optionNames: [], variants: [{ amount: 1400, optionValues: [] }] });
});

it("names each bad row by its line and leaves out its whole product", async () => {
  const { products, faults, notes } = await readFixture("bad-rows.csv");
  expect(products.map(({ handle }) => handle)).toEqual(["good", "picture", "quantity-fine", "apart", "after"]);
  expect(notes).toEqual(["15 picture_url_invalid"]);
  expect(faults).toEqual([
    "3 title_missing",
    "4 price_invalid",
    "5 price_missing",
    "6 price_zero",
    "7 price_invalid",
    "9 handle_missing",
    "8 neighbour_broken",
    "11 variant_repeated",
    "12 sku_repeated",
    "14 option_value_missing",
    "17 handle_taken",
    "17 variant_repeated",
    "18 row_too_wide",
    "20 quantity_invalid",
    "23 variant_missing",
    "24 compare_at_invalid",
    "24 grams_invalid",
    "24 published_unknown",
    "26 row_broken",
    "25 neighbour_broken",
  ]);
});

it("reads what a German spreadsheet makes of it: semicolons, decimal commas, columns in another order", async () => {
  const { products } = await readFixture("german-spreadsheet.csv", "EUR");
  expect(products).toMatchObject([
    {
      handle: "krug",
      title: "Großer Krug",
      optionNames: ["Farbe"],
      variants: [{ amount: 1290 }, { amount: 1350, optionValues: ["Grün"] }],
    },
  ]);
});

it("reads the newer template by its own column names", async () => {
  const { products } = await readImport(
    "Title,URL handle,Description,Vendor,Published on online store,Status,SKU,Option1 name,Option1 value,Price,Inventory quantity\nMug,mug,<p>x</p>,V,TRUE,Active,M-1,Color,Red,5.00,2\n",
  );
  expect(products).toMatchObject([
    { handle: "mug", status: "active", variants: [{ sku: "M-1", amount: 500, quantity: 2 }] },
  ]);
});

it("puts a product together whose rows stand apart", async () => {
  const { products } = await readImport(
    "Handle,Title,Variant Price,Option1 Name,Option1 Value\na,A,1.00,Size,S\nb,B,1.00,Size,S\na,,2.00,,M\nb,,2.00,,M\na,,3.00,,L\n",
  );
  expect(products.map(({ handle, variants }) => [handle, variants.map(({ amount }) => amount)])).toEqual(
    [
      ["a", [100, 200, 300]],
      ["b", [100, 200]],
    ].toSorted((a) => (a[0] === "b" ? -1 : 1)),
  );
});

it("refuses fractions of the smallest coin", async () => {
  const { products, faults } = await readImport("Handle,Title,Variant Price\na,A,1200.00\nb,B,1200.50\n", "JPY");
  expect(products).toMatchObject([{ variants: [{ amount: 1200 }] }]);
  expect(faults).toEqual(["3 price_invalid"]);
});

it("takes out what Postgres can't hold and says what is not UTF-8", async () => {
  const { products, faults } = await readImport(
    Buffer.concat([
      Buffer.from("Handle,Title,Variant Price\na,A\u0001\u0007B,1.00\nb,Caf"),
      Buffer.from([0xe9]),
      Buffer.from(",1.00\nc,Größe,1.00\n"),
    ]),
  );
  expect(products.map(({ title }) => title)).toEqual(["AB", "Größe"]);
  expect(faults).toEqual(["3 not_utf8"]);
});

it("has limits, each with its reason", async () => {
  const many = Array.from(
    { length: 501 },
    (_, index) => `many,${index === 0 ? "Many" : ""},1.00,${index === 0 ? "No" : ""},${index},,`,
  );
  const pictures = Array.from(
    { length: 251 },
    (_, index) =>
      `pictures,${index === 0 ? "Pictures" : ""},${index === 0 ? "1.00" : ""},,,https://pictures.example/${index}.jpg,`,
  );
  const rows = Array.from(
    { length: 1_001 },
    (_, index) => `rows,${index === 0 ? "Rows" : ""},${index === 0 ? "1.00" : ""},,,https://pictures.example/1.jpg,`,
  );
  const tags = Array.from({ length: 251 }, (_, index) => `t${index}`).join(",");
  const text = [
    "Handle,Title,Variant Price,Option1 Name,Option1 Value,Image Src,Tags",
    ...many,
    ...pictures,
    ...rows,
    `long,${"x".repeat(256)},1.00,,,,`,
    `tags,Tags,1.00,,,,"${tags}"`,
  ];
  const { products, faults } = await readImport(text.join("\n"));
  expect(products).toEqual([]);
  expect(faults.map((fault) => fault.split(" ")[1])).toEqual([
    "variants_too_many",
    "pictures_too_many",
    "rows_too_many",
    "too_long",
    "tags_too_many",
  ]);
});

it("says when a file is no product export", async () => {
  const scanText = async (text: string) => {
    await writeFile(path.join(folder, "other.csv"), text);
    const scan = await scanFile(path.join(folder, "other.csv"));
    return scan.ok ? "fine" : scan.error;
  };
  expect(await scanText("Name,Email\na,b\n")).toEqual({
    code: "columns_missing",
    missing: ["price"],
  });
  expect(await scanText("")).toEqual({ code: "empty" });
  expect(await scanText("\ufffe\u0000H\u0000a")).toEqual({ code: "not_text" });
  expect(await scanFile(path.join(folder, "nowhere.csv"))).toEqual({ ok: false, error: { code: "file_missing" } });
});

it("reads prices as spreadsheets and other shops write them, and none at a guess", async () => {
  const price = async (cell: string, currency: Currency = "USD") => {
    const file = `Handle;Title;Variant Price;Published\r\nmug;Mug;${cell};WAHR\r\n`;
    const { products, faults } = await readImport(file, currency);
    return products[0]?.variants[0]?.amount ?? faults[0];
  };
  expect(await price("19,90 €", "EUR")).toBe(1_990);
  expect(await price("1.299,00", "EUR")).toBe(129_900);
  expect(await price("$1,299.00")).toBe(129_900);
  expect(await price("USD 5")).toBe(500);
  expect(await price("￥1,200", "JPY")).toBe(1_200);
  expect(await price("1200円", "JPY")).toBe(1_200);
  for (const cell of [
    "1,200",
    "1.200",
    "€19.90",
    "EUR 5",
    "19.90 or so",
    "=1+1",
    "12$50",
    "10 20",
    "1.299.00",
    "1,299,00",
    "1,2,3",
  ])
    expect([cell, await price(cell)]).toEqual([cell, "2 price_invalid"]);
  expect(await price("1'299.00")).toBe(129_900);
  expect(await price("1.299", "JPY")).toBe(1_299);
  expect(await price("1500.000", "JPY")).toBe("2 price_invalid");
});

it("leaves out a row whose title has a quote that is never closed, and not the row after it", async () => {
  const head = "Handle,Title,Vendor,Variant Price";
  const { products, faults } = await readImport(`${head}\nmug,"Mug,V,5\ncup,"Cup",V,6\njug,"Jug\ntall",V,7\n`);
  expect(faults).toEqual(["2 row_broken"]);
  expect(products.map(({ title }) => title)).toEqual(["Cup", "Jug tall"]);
});

it("of a file as long as it may be, only what products are called by stays in memory", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const file = path.join(folder, "long.csv");
  const rows = Array.from({ length: 400 }, (_, index) => `a-handle-long-enough-${index},T,${"x".repeat(60_000)},5\n`);
  await writeFile(file, ["Handle,Title,Body (HTML),Variant Price\n", ...rows, ...rows].join(""));
  rows.length = 0;
  collect();
  const before = process.memoryUsage().heapUsed;
  const scan = await scanFile(file);
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  expect(scan.ok && scan.value.apart.size).toBe(400);
});
