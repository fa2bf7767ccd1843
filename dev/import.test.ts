import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { createStaff } from "@/lib/merchants/create-staff";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function runImport(content: string | Uint8Array) {
  const file = path.join(folder, "products.csv");
  await writeFile(file, content);
  const child = spawn(process.execPath, ["--import", "tsx", "dev/import.ts", file, "--currency", "EUR"], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  return said.join("\n");
}

const table = "Artikelnummer;Bezeichnung;VK-Preis brutto;Bestand\n1;Krug;12,90;auf Lager\n2;Tasse;1.299;5\n";

it("says what it read the file as, and what is wrong by the file's own columns", async () => {
  const said = await runImport(table);
  expect(said).toContain("Read as list of articles, text in UTF-8: 2 rows.");
  expect(said).toContain('line 2 (1): note: Bestand "auf Lager"');
  expect(said).toContain('line 3 (2): VK-Preis brutto "1.299" is no price in EUR');
  expect(await runImport("PK\x03\x04[Content_Types].xml")).toContain("is a workbook");
  expect(await runImport("Name;E-Mail\na;b\n")).toContain("has no column for Variant Price");
}, 60_000);

it("says how somebody comes to see the products, as long as nobody can", async () => {
  const hint = "npm run staff -- add --email you@example.com --merchant my-shop";
  expect(await runImport(table)).toContain(hint);
  const { merchantId } = await database.db.merchant.findFirstOrThrow({ where: { handle: "my-shop" } });
  const staff = { email: "ada@example.com", name: "Ada", password: "a long password", merchantIds: [merchantId] };
  await createStaff(database.db, staff, new Date());
  expect(await runImport(table)).not.toContain(hint);
}, 60_000);
