import type { Db } from "@/lib/db/client";
import { isAnswer, type PaymentProvider, ProviderAway } from "@/lib/payments/provider";
import { eachSideBySide } from "./budget";

/** What is to be done for one payment. May be done twice. */
export interface Attempt {
  take(): Promise<void>;
  /** Says that it failed twice. */
  giveUp?(): Promise<void>;
}

export interface Failures {
  /** Keeps one that fails. Throws an outage, which would keep the others from it too. */
  attempt(one: Attempt): Promise<void>;
  /** Takes those that failed once more, and gives up who fails again: a deadlock does not come twice. */
  tryAgain(): Promise<void>;
  /** Throws what was kept, all of it together. */
  end(said: string): void;
}

/** Long before the first payment. */
const emptyWindow = { from: new Date(0), until: new Date(1_000) };

/**
 * What fails for one payment keeps none of the others from their turn, and is thrown once all have had it. A provider that is
 * in trouble over some payments only (an error of its own, each time; a lock on the object) answers for the next, or where
 * that is one of them too, for what has to do with no payment.
 */
export function takeFailures(db: Db, provider: Pick<PaymentProvider, "listIntents">): Failures {
  const failed: unknown[] = [];
  let again: { one: Attempt; isAway: boolean }[] = [];
  let awayInRow = 0;
  /** Throws where Postgres is away. */
  const askPostgres = () => db.$queryRaw`SELECT 1`;
  /** Throws where the provider is away: a refusal is an answer. */
  const askProvider = () =>
    provider.listIntents(emptyWindow).catch((error: unknown) => {
      if (!isAnswer(error)) throw error;
    });
  const takeAgain = async ({ one }: { one: Attempt }) => {
    try {
      await one.take();
    } catch (error) {
      await askPostgres();
      failed.push(error);
      await one.giveUp?.();
    }
  };
  return {
    async attempt(one) {
      try {
        await one.take();
        awayInRow = 0;
      } catch (error) {
        const isAway = error instanceof ProviderAway;
        if (isAway) awayInRow += 1;
        else if (isAnswer(error)) awayInRow = 0;
        if (awayInRow > 1) {
          await askProvider();
          awayInRow = 0;
        }
        await askPostgres();
        again.push({ one, isAway });
      }
    },
    async tryAgain() {
      const ones = again;
      again = [];
      // Who waits for the provider may wait for long, and each of them; who met another in Postgres goes alone.
      await eachSideBySide(
        ones.filter(({ isAway }) => isAway),
        takeAgain,
      );
      for (const each of ones) if (!each.isAway) await takeAgain(each);
    },
    end(said) {
      if (failed.length > 0) throw new AggregateError(failed, said);
    },
  };
}
