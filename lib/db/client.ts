import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/core/env";
import { type Prisma, PrismaClient } from "./generated/client";

export type Db = PrismaClient;

/** What a verb may do inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** The driver drops a timestamp's offset, so every session speaks UTC. */
const sessionOptions = "-c TimeZone=UTC";

export function connect(url: string, poolMax: number, named: "on" | "off" = "on"): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolMax,
      options: sessionOptions,
      connectionTimeoutMillis: 5_000,
    },
    named === "on" ? { statementNameGenerator: statementName } : {},
  );
  return new PrismaClient({ adapter });
}

const names = new Map<string, string>();
const namesMax = 500;

/** A list of another length is another statement; and what lists and search ask is planned best for what is asked for. */
const plannedEachTime = /IN \(\$\d+,|\),\s*\(\$|\bcatalog_/;

/**
 * By its name a connection knows a statement again, and Postgres parses and plans it once: half the work of an order. The
 * same text has the same name in every process, for a pooler may hand a connection on.
 */
function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= namesMax || plannedEachTime.test(sql)) return "";
  const name = createHash("sha256").update(sql).digest("base64url");
  names.set(sql, name);
  return name;
}

const shared = globalThis as { cartwrightDb?: PrismaClient };

/** The process's one client, connected on first use: importing this file touches nothing. */
export function db(): PrismaClient {
  shared.cartwrightDb ??= connect(env().DATABASE_URL, env().DATABASE_POOL_MAX, env().DATABASE_NAMED_STATEMENTS);
  return shared.cartwrightDb;
}
