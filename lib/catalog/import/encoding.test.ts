import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { readImport } from "@/dev/testing/read-import";

const text = "Artikelnummer;Bezeichnung;Preis\r\n7;Größe “M” – Gürtel, 5 €;12,90\r\n";
const western = Buffer.from(
  text.replace(/[“”–€]/g, (letter) => ({ "“": "\x93", "”": "\x94", "–": "\x96", "€": "\x80" })[letter] ?? ""),
  "latin1",
);
const big = Buffer.from(text, "utf16le").swap16();
const ways = {
  "utf-8": Buffer.from(`\ufeff${text}`),
  "windows-1252": western,
  "utf-16le": Buffer.from(`\ufeff${text}`, "utf16le"),
  "utf-16be": Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
};

it.each(Object.entries(ways))("a spreadsheet's %s is read, packed or not", async (encoding, bytes) => {
  for (const file of [bytes, gzipSync(bytes)]) {
    const { products, ...read } = await readImport(file, "EUR");
    expect(read).toMatchObject({ encoding, faults: [] });
    expect(products).toMatchObject([{ title: "Größe “M” – Gürtel, 5 €", variants: [{ sku: "7", amount: 1_290 }] }]);
  }
});

it("UTF-16 is read without its mark", async () => {
  const { products } = await readImport(Buffer.from(text, "utf16le"), "EUR");
  expect(products.map(({ handle }) => handle)).toEqual(["7"]);
});

it.each([
  ["shift_jis", "rakuten-sjis.csv"],
  ["euc-jp", "rakuten-eucjp.csv"],
])("Japanese in %s is read: yen, wide digits, kana of half a width, words for stock", async (encoding, name) => {
  const file = await readFile(path.join(import.meta.dirname, "fixtures", name));
  const { products, ...read } = await readImport(file, "JPY");
  expect(read).toMatchObject({ encoding, faults: [], notes: ["3 quantity_unknown"] });
  expect(products).toMatchObject([
    {
      handle: "rk-001",
      title: "南部鉄器 急須 0.6L",
      type: ["キッチン", "急須"],
      variants: [{ sku: "RK1", amount: 1_980, compareAtAmount: 2_480, quantity: 12 }],
      pictures: [{ url: "https://pictures.example/k1.jpg" }, { url: "https://pictures.example/k2.jpg" }],
    },
    { title: "あたたかいソックス", variants: [{ amount: 550, quantity: 0 }] },
    { title: "ﾊﾝｶｸ ﾀｵﾙ", variants: [{ amount: 12_000, quantity: 0 }] },
  ]);
});

it("letters of an encoding that can't be told are refused in their rows, and the others read", async () => {
  const cyrillic = Buffer.from("Handle,Title,Price\na,\xd7\xe0\xe9\xed\xe8\xea,1.00\nb,Plain,1.00\n", "latin1");
  const dos = Buffer.from("Handle,Title,Price\na,M\x81ller,1.00\nb,Plain,1.00\n", "latin1");
  const mixed = Buffer.concat([
    Buffer.from("Handle,Title,Price\nb,Größe,1.00\na,"),
    Buffer.from("Caf\xe9,1.00\n", "latin1"),
  ]);
  for (const file of [cyrillic, dos, mixed]) {
    const { products, faults } = await readImport(file);
    expect(products.map(({ handle }) => handle)).toEqual(["b"]);
    expect(faults).toEqual([expect.stringMatching(/not_utf8$/)]);
  }
});

it("what holds no rows is told by what it is", async () => {
  const errorOf = async (content: string | Uint8Array) => (await readImport(content)).error;
  expect(await errorOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))).toBe("not_text");
  expect(await errorOf("PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml")).toBe("workbook");
  expect(await errorOf("PK\x03\x04\x14\0\0\0\x08\0products.csv")).toBe("archive");
  expect(await errorOf("<!DOCTYPE html><html><body>Sign in</body></html>")).toBe("page");
  expect(await errorOf(gzipSync(Buffer.from(text.repeat(1_000))).subarray(0, 60))).toBe("broken_archive");
  expect(await errorOf("\ufeff")).toBe("empty");
});
