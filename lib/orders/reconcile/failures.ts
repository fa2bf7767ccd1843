import type { Db } from "@/lib/db/client";
import { ProviderAway } from "@/lib/payments/provider";

/** What is to be done for one payment. May be done twice. */
export interface Attempt {
  take(): Promise<void>;
  /** Says that it failed twice. */
  giveUp?(): Promise<void>;
  /** As it is known to: that it does so again says nothing of the provider. */
  mayFail?: boolean;
}

export interface Failures {
  /** Keeps one that fails. Throws an outage, which would keep the others from it too: the second in a row is one. */
  attempt(one: Attempt): Promise<void>;
  /** Takes those that failed once more, and gives up who fails again: a deadlock does not come twice. */
  tryAgain(): Promise<void>;
  /** Throws what was kept, all of it together. */
  end(said: string): void;
}

/**
 * What fails for one payment keeps none of the others from their turn, and is thrown once all have had it. A provider that is
 * in trouble over one payment only (an error of its own, each time; a lock on the object) answers for the next.
 */
export function takeFailures(db: Db): Failures {
  const failed: unknown[] = [];
  let again: Attempt[] = [];
  let awayInRow = 0;
  /** Throws where Postgres is away. */
  const askPostgres = () => db.$queryRaw`SELECT 1`;
  return {
    async attempt(one) {
      try {
        await one.take();
        awayInRow = 0;
      } catch (error) {
        if (error instanceof ProviderAway && !one.mayFail) awayInRow += 1;
        if (awayInRow > 1) throw error;
        await askPostgres();
        again.push(one);
      }
    },
    async tryAgain() {
      const ones = again;
      again = [];
      for (const one of ones) {
        try {
          await one.take();
        } catch (error) {
          await askPostgres();
          failed.push(error);
          await one.giveUp?.();
        }
      }
    },
    end(said) {
      if (failed.length > 0) throw new AggregateError(failed, said);
    },
  };
}
