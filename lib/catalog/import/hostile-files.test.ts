import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readImport } from "@/dev/testing/read-import";
import { limits } from "./limits";
import { scanFile } from "./scan-file";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function scan(content: string | Uint8Array, most = {}) {
  const file = path.join(folder, "file");
  await writeFile(file, content);
  const scanned = await scanFile(file, { ...limits, ...most });
  return scanned.ok ? scanned.value.products : scanned.error.code;
}

const table = (...handles: string[]) =>
  ["Handle,Title,Variant Price", ...handles.map((handle) => `${handle},Mug,5`), ""].join("\n");

it("XML: tags that are never closed take no longer than any others, and hide nothing behind them", async () => {
  const product = "<item><title>Mug</title><sku>m-1</sku><price>12.00</price></item>";
  const began = performance.now();
  const { products } = await readImport(`<feed>${"<item ".repeat(100_000)}${product}</feed>`);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(products.map(({ title }) => title)).toEqual(["Mug"]);
});

it("JSON: a field that is all brackets is empty, and the product is read", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const { products } = await readImport(`[{"handle":"mug","title":"Mug","price":"12.00","vendor":${deep}}]`);
  expect(products).toMatchObject([{ title: "Mug", brand: "Merchant" }]);
});

it("a file of more products, or that unpacks to more, than whoever reads it allows is refused", async () => {
  const file = table("a", "b", "c");
  expect(await scan(file, { products: 3 })).toBe(3);
  expect(await scan(file, { products: 2 })).toBe("products_too_many");
  expect(await scan(gzipSync(file), { unpackedBytes: file.length })).toBe(3);
  expect(await scan(gzipSync(file), { unpackedBytes: file.length - 1 })).toBe("file_too_long");
});

it("a handle that is too long is kept nowhere, refused, and parts no product unseen", async () => {
  const long = "x".repeat(limits.handle + 1);
  expect(await scan(table("a", long, "b"))).toBe(2);
  const { products, faults } = await readImport(table("a", long, "a", "b"));
  expect(faults).toContain("3 too_long");
  expect(products.map(({ handle }) => handle)).not.toContain(long);
  expect(products.filter(({ handle }) => handle === "a").length).toBeLessThanOrEqual(1);
});

it("a product whose rows would fill the memory is refused, and the next one is read", async () => {
  const rows = Array.from({ length: 130 }, (_, n) => `pan,Pan,5,S${n},${"x".repeat(900_000)}`);
  const { products, faults } = await readImport(
    ["Handle,Title,Variant Price,Variant SKU,Body", ...rows, "mug,Mug,5,M,"].join("\n"),
  );
  expect(faults).toContain("113 rows_too_many");
  expect(products.map(({ handle }) => handle)).toEqual(["mug"]);
});
