import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Fault, Note } from "@/lib/catalog/import/fault";
import { groupRows } from "@/lib/catalog/import/group-rows";
import type { ImportProduct } from "@/lib/catalog/import/import-product";
import { readProduct } from "@/lib/catalog/import/read-product";
import { scanFile } from "@/lib/catalog/import/scan-file";
import type { Currency } from "@/lib/core/money";

/** What an import would write of a file with this in it, and what it would say, as "line code". */
export async function readImport(content: string | Uint8Array, currency: Currency = "USD") {
  const folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
  try {
    const file = path.join(folder, "file.csv");
    await writeFile(file, content);
    return await readFile(file, currency);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readFile(file: string, currency: Currency) {
  const scan = await scanFile(file);
  if (!scan.ok) return { error: scan.error.code, products: [], faults: [], notes: [] };
  const products: ImportProduct[] = [];
  const [faults, notes]: [Fault[], Note[]] = [[], []];
  for await (const group of groupRows(scan.value)) {
    const read = readProduct(group, { currency, merchantName: "Merchant" });
    if (!read.ok) {
      faults.push(...read.error.faults);
      continue;
    }
    products.push(read.value.product);
    notes.push(...read.value.notes);
  }
  const { header, source, rows } = scan.value;
  return {
    rows,
    products,
    faults: faults.map(inShort),
    notes: notes.map(inShort),
    dialect: header.dialect.name,
    encoding: source.encoding,
  };
}

const inShort = ({ line, code }: Fault | Note) => `${line} ${code}`;
