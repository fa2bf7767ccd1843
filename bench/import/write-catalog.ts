import { once } from "node:events";
import { createWriteStream } from "node:fs";

/**
 * A product export of any length, the same each time: `node --import tsx bench/import/write-catalog.ts products.csv 100000`.
 * Three rows in four are variants, the others pictures; bodies are of the length that shops write. `100000 1`: as many
 * products as rows.
 */
const [file, count = "100000", most = "5"] = process.argv.slice(2);
const [rowsMax, variantsMax] = [Number(count), Number(most)];
if (!file || !(Number.isInteger(rowsMax) && rowsMax > 0) || !(Number.isInteger(variantsMax) && variantsMax > 0)) {
  console.error("Usage: node --import tsx bench/import/write-catalog.ts products.csv [rows [variants at most]]");
  process.exit(1);
}

const header =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,Image Alt Text,Status";
const colours = ["Sage", "Navy", "Terracotta", "Cream", "Graphite", "Mustard"];
const sizes = ["XS", "S", "M", "L", "XL"];
const things = [
  "Kettle",
  "Lamp",
  "Rucksack",
  "Cardigan",
  "Stool",
  "Notebook",
  "Speaker",
  "Trowel",
  "Teapot",
  "Blanket",
];
const sentence = "Made in small runs from materials that can be mended, and packed without plastic. ";

const out = createWriteStream(file);
out.write(`${header}\n`);
let rows = 0;
for (let product = 1; rows < rowsMax; product += 1) {
  for (const row of rowsOf(product)) {
    if (rows === rowsMax) break;
    rows += 1;
    if (!out.write(`${row.join(",")}\n`)) await once(out, "drain");
  }
}
out.end();
await once(out, "finish");

function rowsOf(product: number): string[][] {
  const thing = things[product % things.length] ?? "";
  const handle = `bench-${thing.toLowerCase()}-${product}`;
  const variants = 1 + (product % variantsMax);
  const body = `"<p>${sentence.repeat(3 + (product % 6))}</p>\n<ul><li>Weight: ${product % 900} g</li><li>It says ""hello""</li></ul>"`;
  const lines = Array.from({ length: variants }, (_, index) => {
    const head =
      index === 0
        ? [
            `${thing} No. ${product}`,
            body,
            `Maker ${product % 40}`,
            `${thing}s`,
            `"new, batch-${product % 25}"`,
            "TRUE",
          ]
        : ["", "", "", "", "", ""];
    const names = index === 0 ? ["Color", "Size"] : ["", ""];
    const price = 5 + ((product * 7 + index) % 200);
    return [
      handle,
      ...head,
      names[0] ?? "",
      colours[index % colours.length] ?? "",
      names[1] ?? "",
      sizes[(product + index) % sizes.length] ?? "",
      "",
      "",
      index % 3 === 2 ? "" : `B-${product}-${index}`,
      String(100 + (product % 900)),
      String((product * 3 + index) % 40),
      `${price}.95`,
      product % 4 === 0 ? `${price + 20}.00` : "",
      index === 0 ? `https://pictures.example/${handle}.jpg` : "",
      index === 0 ? "1" : "",
      "",
      index === 0 ? "active" : "",
    ];
  });
  const pictures = Array.from({ length: variantsMax > 1 ? product % 3 : 0 }, (_, index) => {
    const blank = Array.from({ length: 17 }, () => "");
    return [handle, ...blank, `https://pictures.example/${handle}-${index + 2}.jpg`, String(index + 2), thing, ""];
  });
  return [...lines, ...pictures];
}
