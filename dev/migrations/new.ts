import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readCommandLine } from "../../lib/core/command-line";
import { startScratchServer } from "../postgres/scratch";
import { diffMigrationsToSchema } from "./schema-engine";

/** `npm run migrate:new -- name`: writes the migration that brings the database to the schema. */
const usage = "Give the migration a name: npm run migrate:new -- add_reviews";
const { positionals } = readCommandLine(usage, { allowPositionals: true });
const name = positionals
  .join("_")
  .replaceAll(/[^a-z0-9]+/gi, "_")
  .toLowerCase();
if (!name) {
  console.error(usage);
  process.exit(1);
}
const root = path.resolve(import.meta.dirname, "../..");
const server = await startScratchServer();
try {
  const sql = await diffMigrationsToSchema(root, server.url("postgres"));
  if (sql === "") {
    console.log("The migrations already say what the schema says; nothing to write.");
  } else {
    const stamp = new Date().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
    const folder = path.join(root, "prisma/migrations", `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "migration.sql"), `${sql}\n`);
    console.log(`Wrote ${path.relative(root, folder)}/migration.sql. Read it before you commit it.`);
  }
} finally {
  await server.stop();
}
