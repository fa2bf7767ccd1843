import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { withDirect } from "./direct";
import { type Prisma, PrismaClient } from "./generated/client";
import { statementName } from "./statement-name";

export type Db = PrismaClient;

/** What a verb may do inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** The driver drops a timestamp's offset, so every session speaks UTC. */
const sessionOptions = "-c TimeZone=UTC";

export function connect(url: string, poolMax: number, named: "on" | "off" = "on"): PrismaClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    options: sessionOptions,
    connectionTimeoutMillis: 5_000,
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

const shared = globalThis as { cartwrightDb?: PrismaClient };

/** The process's one client, connected on first use: importing this file touches nothing. */
export function db(): PrismaClient {
  shared.cartwrightDb ??= connect(env().DATABASE_URL, env().DATABASE_POOL_MAX, env().DATABASE_NAMED_STATEMENTS);
  return shared.cartwrightDb;
}
