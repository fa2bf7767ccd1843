import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env, namedStatements } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { withDirect } from "./direct";
import { type Prisma, PrismaClient } from "./generated/client";
import { statementName } from "./statement-name";
import { utcSession } from "./utc-session";

export type Db = PrismaClient;

/** What a verb may do inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Of a job, or a tool: some look through a million products. */
const patienceMs = 600_000;

/**
 * A statement that is not answered within `patience` milliseconds fails, and its connection with it: one whose other end is
 * gone without a word (a database that moved to another machine) is not heard of for a quarter of an hour.
 */
export function connect(
  url: string,
  poolMax: number,
  named: "on" | "off" = namedStatements(),
  patience = patienceMs,
): PrismaClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    options: utcSession,
    connectionTimeoutMillis: 5_000,
    query_timeout: patience,
    // What is asked at once within a transaction is sent at once; outside of one, each statement has a connection.
    pipeline: true,
  });
  // A connection that dies while nobody uses it is replaced by the next one; whoever uses one is told.
  pool.on("error", ({ message }) => {
    if (!pool.ending) log.warn({ reason: message }, "an idle database connection was lost");
  });
  const adapter = new PrismaPg(pool, named === "on" ? { statementNameGenerator: ({ sql }) => statementName(sql) } : {});
  return withDirect(new PrismaClient({ adapter }), pool, named === "on");
}

const shared = globalThis as { cartwrightDb?: PrismaClient; cartwrightPatience?: number };

/** For a process that somebody waits for: no statement of its client takes longer. To be said before the client is used. */
export function answerWithin(ms: number): void {
  shared.cartwrightPatience = ms;
}

/** The process's one client, connected on first use: importing this file touches nothing. */
export function db(): PrismaClient {
  const { DATABASE_URL: url, DATABASE_POOL_MAX: poolMax, DATABASE_NAMED_STATEMENTS: named } = env();
  shared.cartwrightDb ??= connect(url, poolMax, named, shared.cartwrightPatience);
  return shared.cartwrightDb;
}
