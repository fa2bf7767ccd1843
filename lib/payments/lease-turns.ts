import { z } from "zod";
import type { Db } from "@/lib/db/client";

const rows = z.tuple([z.object({ first: z.number(), now: z.number() })]);

/**
 * Turns of a rate that all processes share: whoever asks moves the limit's one row on by as much time as theirs take, from
 * now where nobody has asked for a while. One statement, in no transaction of anybody's. Milliseconds, by Postgres's clock.
 */
export async function leaseTurns(
  db: Db,
  name: string,
  { count, spacingMs }: { count: number; spacingMs: number },
): Promise<{ first: number; now: number }> {
  const ms = count * spacingMs;
  // No call waits ten seconds (the client's timeout), so no line is so long: the row was written before the clock was set back.
  const [block] = rows.parse(
    await db.$queryRaw`
      INSERT INTO shared_limit AS known (name, free_at)
      VALUES (${name}, clock_timestamp() + ${ms}::float8 * interval '1 ms')
      ON CONFLICT (name) DO UPDATE SET free_at = CASE
        WHEN known.free_at > EXCLUDED.free_at + interval '10 seconds' THEN EXCLUDED.free_at
        ELSE GREATEST(known.free_at + ${ms}::float8 * interval '1 ms', EXCLUDED.free_at) END
      RETURNING extract(epoch FROM free_at)::float8 * 1000 - ${ms}::float8 AS first,
                extract(epoch FROM clock_timestamp())::float8 * 1000 AS now`,
  );
  return block;
}
