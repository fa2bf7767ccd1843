import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/core/env";
import { type Prisma, PrismaClient } from "./generated/client";

export type Db = PrismaClient;

/** What a verb may do inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** The driver drops a timestamp's offset, so every session speaks UTC. */
const sessionOptions = "-c TimeZone=UTC";

export function connect(url: string, poolMax: number): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolMax,
    options: sessionOptions,
    connectionTimeoutMillis: 5_000,
  });
  return new PrismaClient({ adapter });
}

const shared = globalThis as { cartwrightDb?: PrismaClient };

/** The process's one client, connected on first use: importing this file touches nothing. */
export function db(): PrismaClient {
  shared.cartwrightDb ??= connect(env().DATABASE_URL, env().DATABASE_POOL_MAX);
  return shared.cartwrightDb;
}
