import type pg from "pg";
import type { Tx } from "./client";
import { type LentClient, makeLentClient } from "./lent";

/** As the client has it, unless a caller says otherwise. */
const timeoutMs = 5_000;

export interface TransactionPool {
  pool: pg.Pool;
  /** Whether statements have names on the connection. */
  named: boolean;
  /** What a transaction's statements in SQL are sent with. */
  direct(connection: () => pg.PoolClient): object;
}

/**
 * Runs `body` in a transaction on one connection of the pool: committed when it returns, rolled back when it throws, cut
 * off with its connection after `timeout` milliseconds. Statements in SQL go straight to the connection; models, when the
 * body asks for one, through a client that the connection is lent to.
 *
 * What the body asks at once is sent at once, and answered in that order: with the database a millisecond away it costs one
 * instead of several. After a statement that fails Postgres refuses the rest.
 */
export async function transact<T>(
  { pool, named, direct }: TransactionPool,
  body: (tx: Tx) => Promise<T>,
  { timeout = timeoutMs }: { timeout?: number } = {},
): Promise<T> {
  const connection = await pool.connect();
  const models = named ? namedModels : plainModels;
  let lent: LentClient | undefined;
  let isOpen = true;
  let isSound = true;
  const opened = () => {
    if (!isOpen) throw new Error("the transaction is over");
    return connection;
  };
  const modelsOf = (key: PropertyKey): unknown => {
    lent ??= models.pop() ?? makeLentClient(named);
    lent.lend(opened());
    return Reflect.get(lent.client, key);
  };
  const sql = direct(opened);
  const get = (_: object, key: PropertyKey) => (key in sql ? Reflect.get(sql, key) : modelsOf(key));
  const clock = expiry(timeout);
  connection.on("error", clock.expire);
  try {
    await Promise.race([connection.query(begin(timeout)), clock.expired]);
    const value = await Promise.race([body(new Proxy({}, { get }) as Tx), clock.expired]);
    const { command } = await connection.query("COMMIT");
    if (command !== "COMMIT") throw new Error("a statement had failed: the transaction was rolled back");
    return value;
  } catch (error) {
    isOpen = false;
    // Behind a statement that waits for a lock it might wait for ever.
    isSound = !clock.isExpired() && (await Promise.race([isRolledBack(connection), clock.expired.catch(() => false)]));
    throw error;
  } finally {
    isOpen = false;
    lent?.lend(undefined);
    if (lent && isSound) models.push(lent);
    clock.stop();
    connection.off("error", clock.expire);
    connection.release(!isSound);
  }
}

/**
 * What a transaction writes it finds by key, and planning that again costs more than doing it: named statements are
 * planned once, for any values. And Postgres itself ends what waits for a lock, a moment after nobody waits for it here any
 * more: it does not notice that the connection is gone, and those that come instead would take the last it has.
 */
const begin = (timeout: number) =>
  `BEGIN; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL statement_timeout = ${Math.ceil(timeout) + graceMs}`;

const graceMs = 500;

/** As many as there were transactions with models at once. */
const namedModels: LentClient[] = [];
const plainModels: LentClient[] = [];

function isRolledBack(connection: pg.PoolClient): Promise<boolean> {
  return connection.query("ROLLBACK").then(
    () => true,
    () => false,
  );
}

/** A promise that is broken after some time, or when the connection is lost. */
function expiry(timeout: number) {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  let isExpired = false;
  const expire = (error: Error) => {
    isExpired = true;
    reject(error);
  };
  const timer = setTimeout(() => expire(new Error(`a transaction took longer than ${timeout} ms`)), timeout);
  return { expired: promise, expire, isExpired: () => isExpired, stop: () => clearTimeout(timer) };
}
