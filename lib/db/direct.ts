import pg from "pg";
import { Prisma, type PrismaClient } from "./generated/client";
import { resultTypes } from "./result-types";
import { statementName } from "./statement-name";
import { transact } from "./transact";

/**
 * Statements written as SQL, and transactions, go to the driver as they are. The client takes each statement through its
 * query compiler and back, 0.4 ms of processor time where the driver needs 0.1, and a transaction another 0.8; the way of
 * an order is thirty statements in four transactions. The words stay those of the client, and so do values, results and
 * errors.
 */
type Statement = Prisma.Sql | TemplateStringsArray;

export interface Direct {
  $queryRaw<T = unknown>(statement: Statement, ...values: unknown[]): Promise<T>;
  $executeRaw(statement: Statement, ...values: unknown[]): Promise<number>;
}

type Queryable = Pick<pg.PoolClient, "query">;

/** The client, whose statements in SQL and whose transactions go to the pool beneath it. */
export function withDirect(client: PrismaClient, pool: pg.Pool, named: boolean): PrismaClient {
  const batch = client.$transaction.bind(client);
  const own = {
    ...direct(() => pool, named),
    $transaction(work: unknown, options?: object) {
      if (typeof work !== "function") return Reflect.apply(batch, client, [work, options]);
      return transact(
        { pool, named, direct: (connection) => direct(connection, named) },
        (tx) => work(tx),
        options,
      ).catch((error: unknown) => Promise.reject(asClientError(error)));
    },
    async $disconnect() {
      await client.$disconnect();
      if (!pool.ending) await pool.end();
    },
  };
  return new Proxy(client, { get: (_, key) => (key in own ? Reflect.get(own, key) : Reflect.get(client, key)) });
}

/** What is refused only because an earlier statement of its transaction was, is told as that one. */
function direct(connection: () => Queryable, named: boolean): Direct {
  let reason: unknown;
  const run = async (statement: Statement, values: unknown[]) => {
    const { text, values: parameters } = "text" in statement ? statement : Prisma.sql(statement, ...values);
    const name = named ? statementName(text) : "";
    try {
      return await connection().query({
        text,
        values: parameters.map(toParameter),
        types: resultTypes,
        ...(name === "" ? {} : { name }),
      });
    } catch (error) {
      if (!isRefusedAfter(error)) reason = asClientError(error);
      throw reason ?? asClientError(error);
    }
  };
  return {
    $queryRaw: async (statement, ...values) => (await run(statement, values)).rows as never,
    $executeRaw: async (statement, ...values) => (await run(statement, values)).rowCount ?? 0,
  };
}

function toParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toParameter);
  if (Prisma.Decimal.isDecimal(value)) return value.toString();
  return value;
}

/** in_failed_sql_transaction */
const isRefusedAfter = (error: unknown) => error instanceof pg.DatabaseError && error.code === "25P02";

/** What Postgres refuses is told as the client tells it. */
function asClientError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code, message, constraint, table } = error;
  return new Prisma.PrismaClientKnownRequestError(`Raw query failed. Code: \`${code}\`. Message: \`${message}\``, {
    code: "P2010",
    clientVersion: Prisma.prismaVersion.client,
    meta: { code, message, constraint, table },
  });
}
