import { z } from "zod";
import type { Db } from "@/lib/db/client";

const rows = z.array(z.object({ key: z.string() }));

/**
 * Forgets attempts whose window is over: they limit nobody any more, and each is the fingerprint of somebody's address.
 * Walked by the table's key, `batchMax` at a time, so that no statement holds many rows. Returns how many went.
 */
export async function forgetAttempts(db: Db, now: Date, { batchMax = 5_000 } = {}): Promise<number> {
  let gone = 0;
  for (let after = ""; ; ) {
    const found = rows.parse(
      await db.$queryRaw`
        SELECT key FROM rate_limit WHERE key > ${after} AND resets_at <= ${now}::timestamptz
         ORDER BY key LIMIT ${batchMax}`,
    );
    const keys = found.map(({ key }) => key);
    // One that began anew in between counts again, and stays.
    gone += await db.$executeRaw`
      DELETE FROM rate_limit WHERE key = ANY(${keys}::text[]) AND resets_at <= ${now}::timestamptz`;
    const last = keys.at(-1);
    if (last === undefined || keys.length < batchMax) return gone;
    after = last;
  }
}
