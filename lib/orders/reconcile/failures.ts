import type { Db } from "@/lib/db/client";
import { ProviderAway } from "@/lib/payments/provider";

export interface Failures {
  /** Keeps what failed for one. An outage is thrown at once: it would fail for the others too. */
  note(error: unknown): Promise<void>;
  /** Throws what was kept, all of it together. */
  end(said: string): void;
}

/** What fails for one payment keeps none of the others from their turn, and is thrown once all have had it. */
export function takeFailures(db: Db): Failures {
  const failed: unknown[] = [];
  return {
    async note(error) {
      if (error instanceof ProviderAway) throw error;
      // Throws where Postgres is away.
      await db.$queryRaw`SELECT 1`;
      failed.push(error);
    },
    end(said) {
      if (failed.length > 0) throw new AggregateError(failed, said);
    },
  };
}
