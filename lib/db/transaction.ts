import { setTimeout as sleep } from "node:timers/promises";
import type { Db, Tx } from "./client";
import { sqlStateOf } from "./sql-state";

const retriesMax = 5;

/**
 * Runs a verb in one transaction, again when Postgres chose it as the victim of a deadlock (40P01) or a serialization
 * failure (40001). The body may run more than once, so it touches nothing but the database.
 */
export async function inTransaction<T>(db: Db, body: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(body, { maxWait: 5_000, timeout: 15_000 });
    } catch (error) {
      if (attempt > retriesMax || !isRetryable(error)) throw error;
      await sleep(5 * attempt + Math.random() * 20);
    }
  }
}

/** A deadlock's victim, or a serialization failure's. */
const retryable = new Set<string | null>(["40P01", "40001"]);

const isRetryable = (error: unknown): boolean => retryable.has(sqlStateOf(error));

/** Whether a write failed because its unique value is taken. */
export const isUniqueViolation = (error: unknown): boolean => sqlStateOf(error) === "23505";
