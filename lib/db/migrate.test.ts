import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
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

describe("the queue's own index of deliveries", () => {
  const addJob = "select graphile_worker.add_job('mail.order', '{}')";
  const isValid =
    "select indisvalid as valid from pg_index where indexrelid = to_regclass('graphile_worker.jobs_delivery_line')";

  /** Somebody who has written to the queue and is not done. */
  async function writing<T>(body: (done: () => Promise<unknown>) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`begin; ${addJob}`);
      return await body(() => client.query("commit"));
    } finally {
      await client.end();
    }
  }

  it("is no reason to wait for those who write, where it is there", async () => {
    await migrate({ url, folder });
    expect(await writing(() => migrate({ url, folder }))).toEqual([]);
  });

  it("is built beside those who write, where it is missing or was left half built", async () => {
    for (const spoil of [
      "drop index graphile_worker.jobs_delivery_line",
      "update pg_index set indisvalid = false where indexrelid = 'graphile_worker.jobs_delivery_line'::regclass",
    ]) {
      await migrate({ url, folder });
      await ask(`${addJob}; ${spoil}`);
      await writing(async (done) => {
        const migrated = migrate({ url, folder });
        const building =
          "select 1 from pg_stat_activity where query ~ '(create|drop) index' and wait_event_type = 'Lock'";
        await vi.waitFor(
          async () => expect(await ask(`${building} and datname = current_database()`)).toHaveLength(1),
          10_000,
        );
        await ask(`set statement_timeout = '5s'; ${addJob}`);
        await done();
        await migrated;
      });
      expect(await ask(isValid)).toEqual([{ valid: true }]);
    }
  });

  it("is built while another migration waits for its turn within a statement, as Prisma's does", async () => {
    const prisma = new pg.Client({ connectionString: url });
    await prisma.connect();
    let turn: Promise<unknown> | undefined;
    const onApplied = () => {
      turn = prisma.query("select pg_advisory_lock(72707369)");
    };
    try {
      await migrate({ url, folder, onApplied });
      await turn;
    } finally {
      await prisma.end();
    }
    expect(await ask(isValid)).toEqual([{ valid: true }]);
  });
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
