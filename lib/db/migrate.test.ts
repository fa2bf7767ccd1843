import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeEach, expect, inject, it } from "vitest";
import { diffMigrationsToSchema } from "@/dev/migrations/schema-engine";
import { administer, urlTo } from "@/dev/testing/server";
import { MigrationError, migrate } from "@/lib/db/migrate";

const folder = mkdtempSync(path.join(os.tmpdir(), "migrations-"));
const made: string[] = [];
let url = "";

beforeEach(async () => {
  const name = `migrate_${made.length}_${process.pid}`;
  made.push(name);
  await administer(inject("server"), `create database ${name}`);
  url = urlTo(inject("server"), name);
  rmSync(folder, { recursive: true });
  write("1_first", "create table first (id int primary key);");
});

afterAll(async () => {
  for (const name of made) await administer(inject("server"), `drop database ${name} with (force)`);
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it("applies each migration once, in order, when three start at once", async () => {
  write("2_second", "alter table first add column name text; create table second (id int);");
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ url, folder })));
  expect(applied.flat()).toEqual(["1_first", "2_second"]);
  expect(await migrate({ url, folder })).toEqual([]);
  const rows = await ask(
    "select migration_name, length(checksum) as checksum, applied_steps_count as steps, finished_at >= started_at as finished from _prisma_migrations order by 1",
  );
  expect(rows).toEqual([
    { migration_name: "1_first", checksum: 64, steps: 1, finished: true },
    { migration_name: "2_second", checksum: 64, steps: 1, finished: true },
  ]);
});

it("brings the job queue's tables and makes the database speak UTC", async () => {
  await migrate({ url, folder });
  expect(await ask("show timezone")).toEqual([{ TimeZone: "UTC" }]);
  expect(await ask("select count(*)::int as jobs from graphile_worker.jobs")).toEqual([{ jobs: 0 }]);
});

it("leaves nothing of a migration that fails, and goes no further until a person has looked", async () => {
  write("2_bad", "create table half (id int); select 1 / 0;");
  await expect(migrate({ url, folder })).rejects.toThrow("Migration 2_bad failed: division by zero");
  expect(await ask("select to_regclass('half') as half")).toEqual([{ half: null }]);
  await expect(migrate({ url, folder })).rejects.toThrow(/2_bad began earlier and failed/);
  await ask("update _prisma_migrations set rolled_back_at = now() where migration_name = '2_bad'");
  write("2_bad", "create table whole (id int);");
  expect(await migrate({ url, folder })).toEqual(["2_bad"]);
});

it("refuses a migration that was changed after it was applied", async () => {
  await migrate({ url, folder });
  write("1_first", "create table first (id bigint primary key);");
  const error = await migrate({ url, folder }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MigrationError);
  expect(String(error)).toContain("1_first was applied to this database and changed afterwards");
});

it("lets an older version of the shop start on a newer database", async () => {
  write("2_newer", "create table newer (id int);");
  await migrate({ url, folder });
  rmSync(path.join(folder, "2_newer"), { recursive: true });
  expect(await migrate({ url, folder })).toEqual([]);
});

it("has migrations that say exactly what the schema says", async () => {
  expect(await diffMigrationsToSchema(process.cwd(), inject("server"))).toBe("");
});
