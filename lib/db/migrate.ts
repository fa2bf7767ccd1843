import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runMigrations as runQueueMigrations } from "graphile-worker";
import pg from "pg";
import { reasonOf } from "../core/reason-of";
import { layDeliveryLine } from "./delivery-line";
import { quietJobs } from "./quiet-jobs";

/** The database's past and the migrations on disk disagree; the message says how to mend it. */
export class MigrationError extends Error {}

export interface MigrateOptions {
  url: string;
  /** Where the migrations lie; the project's own unless a test says otherwise. */
  folder?: string;
  onApplied?: (name: string) => void;
}

/** The lock Prisma itself takes, so that `prisma migrate deploy` and this wait for each other. */
const prismaLock = 72707369;

/**
 * Of whoever builds an index beside the writers, with Prisma's lock given back: Prisma waits for that one within a statement,
 * which such an index waits for in its turn.
 */
const indexLock = 72707370;
const patienceMs = 120_000;

/**
 * Applies what is missing and returns the names of what it applied. Any number may run at once: they queue up.
 * It writes `_prisma_migrations` as Prisma does, because Prisma's own engine cannot be had on every machine.
 */
export async function migrate({ url, folder = defaultFolder(), onApplied }: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "cartwright-migrate" });
  await client.connect();
  try {
    await lock(client, prismaLock);
    await speakUtc(client);
    await client.query(createTable);
    const missing = await findMissing(client, readMigrations(folder));
    for (const migration of missing) {
      await apply(client, migration);
      onApplied?.(migration.name);
    }
    await runQueueMigrations({ connectionString: url, maxPoolSize: 2 });
    await client.query(quietJobs);
    await client.query("select pg_advisory_unlock($1)", [prismaLock]);
    await lock(client, indexLock);
    await layDeliveryLine(client);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

const defaultFolder = () => path.join(process.cwd(), "prisma/migrations");

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder))
    throw new MigrationError(`There are no migrations in ${folder}. Run this from the project's folder.`);
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Asks again and again: whoever waits within a statement is waited for by an index that is built beside the writers. */
async function lock(client: pg.Client, key: number): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock($1) as mine", [key]);
    if (rows[0]?.mine) return;
    if (performance.now() > end)
      throw new MigrationError(
        "Another migration has held the lock for two minutes. Look at what it is doing, then run this again.",
      );
    await sleep(100);
  }
}

/** The driver drops the offset of a timestamp. Every session asks for UTC already; this covers tools that don't. */
async function speakUtc(client: pg.Client): Promise<void> {
  try {
    await client.query(
      "do $$ begin if current_setting('TimeZone') <> 'UTC' then execute format('alter database %I set timezone = ''UTC''', current_database()); end if; end $$",
    );
  } catch (error) {
    const notTheOwner = codeOf(error) === "42501";
    if (!notTheOwner) throw error;
  }
}

async function findMissing(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{
    migration_name: string;
    checksum: string;
    finished: boolean;
    logs: string | null;
  }>(
    "select migration_name, checksum, finished_at is not null as finished, logs from _prisma_migrations where rolled_back_at is null",
  );
  const failed = rows.find((row) => !row.finished);
  if (failed) {
    throw new MigrationError(
      `Migration ${failed.migration_name} began earlier and failed: ${failed.logs ?? "it was interrupted"}\nMend the database by hand, then mark it: update _prisma_migrations set rolled_back_at = now() where migration_name = '${failed.migration_name}' (undone, to be applied again), or set finished_at = now() (its work is done).`,
    );
  }
  const done = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const changed = migrations.find(({ name, checksum }) => done.has(name) && done.get(name) !== checksum);
  if (changed) {
    throw new MigrationError(
      `Migration ${changed.name} was applied to this database and changed afterwards. Put its file back as it was and write a new migration instead.`,
    );
  }
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
    id,
    checksum,
    name,
  ]);
  try {
    // Several statements in one message are one transaction, unless the file says otherwise.
    await client.query(sql);
  } catch (error) {
    const reason = reasonOf(error);
    await client.query("rollback");
    await client.query("update _prisma_migrations set logs = $2 where id = $1", [id, reason]);
    throw new MigrationError(`Migration ${name} failed: ${reason}`);
  }
  await client.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [id]);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

const createTable = `
create table if not exists _prisma_migrations (
  id                  varchar(36) primary key not null,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;
