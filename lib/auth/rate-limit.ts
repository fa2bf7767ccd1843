import { createHash } from "node:crypto";
import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

export interface Limit {
  /** Attempts allowed in one window. */
  max: number;
  windowSeconds: number;
}

export type Attempt = { allowed: true } | { allowed: false; retryAfterSeconds: number };

const rowSchema = z.tuple([z.object({ count: z.number(), resetsAt: z.date() })]);

/**
 * Counts one attempt against a key's fixed window and says whether it is within the limit. One atomic statement, so a
 * hundred attempts at once are a hundred counted. It asks Postgres each time and throws when Postgres does not answer:
 * a limit that cannot count must not let anyone through.
 */
export async function takeAttempt(
  db: Db | Tx,
  key: string,
  { max, windowSeconds }: Limit,
  now: Date,
): Promise<Attempt> {
  const resetsAt = new Date(now.getTime() + windowSeconds * 1000);
  const rows = await db.$queryRaw`
    INSERT INTO rate_limit (key, count, resets_at)
    VALUES (${storedKey(key)}, 1, ${resetsAt}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.resets_at <= ${now}::timestamptz THEN 1 ELSE LEAST(rate_limit.count + 1, 1000000) END,
      resets_at = CASE WHEN rate_limit.resets_at <= ${now}::timestamptz THEN EXCLUDED.resets_at ELSE rate_limit.resets_at END
    RETURNING count, resets_at AS "resetsAt"`;
  const [row] = rowSchema.parse(rows);
  if (row.count <= max) return { allowed: true };
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((row.resetsAt.getTime() - now.getTime()) / 1000)) };
}

/** Forgets a key's attempts, after one that succeeded. */
export async function clearAttempts(db: Db | Tx, key: string): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key: storedKey(key) } });
}

/** Keys are addresses of people, of any length: only their fingerprint is kept. */
const storedKey = (key: string): string => createHash("sha256").update(key).digest("base64url");
