import type { Logger } from "pino";

/** What the queue has to complain of, and whether it works. */
export interface Trouble {
  complain(err: unknown, message: string, about?: object): void;
  /** Something of the queue's went well. */
  works(): void;
}

/** Milliseconds from one word about the same trouble to the next: twice as long each time. */
const firstPauseMs = 10_000;
const longestPauseMs = 10 * 60_000;
/** So long nothing may fail before it is over: a line that can't be had is tried for five seconds, and again a second later. */
const calmMs = 8_000;

/**
 * A queue whose Postgres is away fails in each of its hands several times a second, for as long as that lasts: it is said once
 * (with every complaint of another kind, once), then at a growing pace, and once when it is over. All of it goes to the log's
 * level for debugging.
 */
export function watchTrouble(log: Logger, clock: () => number = () => performance.now()): Trouble {
  let open: { since: number; failedAt: number; failures: number; nextAt: number; pauseMs: number } | null = null;
  const said = new Set<string>();
  return {
    complain(err, message, about = {}) {
      const now = clock();
      open ??= { since: now, failedAt: now, failures: 0, nextAt: now, pauseMs: firstPauseMs };
      open.failedAt = now;
      open.failures += 1;
      const kind = kindOf(err, message);
      const { failures, nextAt } = open;
      if (said.has(kind) && now < nextAt) return log.debug({ ...about, err }, message);
      said.add(kind);
      if (now >= nextAt) {
        open.nextAt = now + open.pauseMs;
        open.pauseMs = Math.min(open.pauseMs * 2, longestPauseMs);
      }
      log.error(
        { ...about, err, failures, seconds: secondsOf(now - open.since) },
        `the queue is in trouble: ${message}`,
      );
    },
    works() {
      if (!open || clock() - open.failedAt < calmMs) return;
      const { since, failedAt, failures } = open;
      open = null;
      said.clear();
      log.warn({ failures, seconds: secondsOf(failedAt - since) }, "the queue works again");
    },
  };
}

const secondsOf = (ms: number) => Math.round(ms / 1_000);

/**
 * Of a database that is away, is going or is coming back, much is said in many words, and it is one thing: the SQLSTATEs of
 * class 08, connection exception, and admin shutdown, crash shutdown, cannot connect now, too many connections.
 */
const isAwayState = (code: string): boolean =>
  /^08\w{3}$/.test(code) || ["57P01", "57P02", "57P03", "53300"].includes(code);

function kindOf(err: unknown, message: string): string {
  if (!(err instanceof Error)) return message;
  const code = "code" in err ? String(err.code) : "";
  const isAway = isAwayState(code) || /^E[A-Z]+$/.test(code) || /connection|timeout|timed out/i.test(err.message);
  return isAway ? "away" : code || err.message;
}
