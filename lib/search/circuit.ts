import type { Logger } from "pino";

/** Is told when it hears from what it is about, and, by what it left behind when it ended, when that fails after all. */
export type Call<T> = (heard: () => void, failed: (error: unknown) => void) => Promise<T>;

export interface Circuit {
  /**
   * The call's answer, or, where it fails or has failed too often of late, the other's. Nobody waits to find out whether
   * it works again: the call is tried aside while the other answers. A call that returns without having heard from what it
   * is about says nothing of it.
   */
  run<T>(call: Call<T>, instead: () => Promise<T>): Promise<T>;
  /** Since this process began. */
  counts: { answered: number; failed: number; insteadOf: number; opened: number };
}

export interface CircuitOptions {
  /** As it stands in a sentence: "Meilisearch". */
  name: string;
  log: Logger;
  /** So many failures in a row open it. */
  failuresMax?: number;
  /** Whether a failure is one of what it is about: other things fail as well while it is asked. All are, when left out. */
  isOwn?: (error: unknown) => boolean;
  /** How long it stays open before it is tried again; doubles with each trial that fails of its own, up to the most. */
  restMs?: number;
  restMsMax?: number;
  /** Called when it closes again. */
  onHealed?: () => void;
}

interface Opened {
  at: number;
  dueAt: number;
  restMs: number;
  trying: boolean;
}

/** Well is what was heard, and did not fail of its own: it may have failed elsewhere since. */
type Outcome<T> = { isWell: boolean } & ({ ok: true; answer: T } | { ok: false });

export function createCircuit({
  name,
  log,
  failuresMax = 3,
  isOwn = () => true,
  restMs = 1_000,
  restMsMax = 30_000,
  onHealed,
}: CircuitOptions): Circuit {
  const counts = { answered: 0, failed: 0, insteadOf: 0, opened: 0 };
  let failures = 0;
  let open: Opened | undefined;

  function fail(err: unknown): void {
    counts.failed++;
    failures++;
    if (open || failures < failuresMax) return;
    const now = performance.now();
    open = { at: now, dueAt: now + restMs, restMs, trying: false };
    counts.opened++;
    log.warn({ err, counts }, `${name} does not answer in time; it is left alone until it does`);
  }

  const rest = (opened: Opened) => {
    opened.dueAt = performance.now() + opened.restMs;
  };

  async function tryAside(call: Call<unknown>, opened: Opened): Promise<void> {
    opened.trying = true;
    const outcome = await listenTo(call, (err) => {
      if (open !== opened) return fail(err);
      counts.failed++;
      opened.restMs = Math.min(restMsMax, opened.restMs * 2);
      rest(opened);
    });
    opened.trying = false;
    if (outcome.isWell) {
      const seconds = Math.round((performance.now() - opened.at) / 1_000);
      log.info({ counts, seconds }, `${name} answers again`);
      failures = 0;
      open = undefined;
      onHealed?.();
    } else if (!outcome.ok) rest(opened);
  }

  /** What became of a call, which fails once however many of its parts do. */
  async function listenTo<T>(call: Call<T>, fail: (error: unknown) => void): Promise<Outcome<T>> {
    let isHeard = false;
    let hasFailed = false;
    const failOnce = (error: unknown) => {
      if (!hasFailed) fail(error);
      hasFailed = true;
    };
    const hear = () => {
      isHeard = true;
    };
    try {
      const answer = await call(hear, failOnce);
      return { ok: true, answer, isWell: isHeard && !hasFailed };
    } catch (error) {
      if (isOwn(error)) failOnce(error);
      return { ok: false, isWell: isHeard && !hasFailed };
    }
  }

  return {
    counts,
    async run(call, instead) {
      if (open) {
        if (!open.trying && performance.now() >= open.dueAt) void tryAside(call, open);
        counts.insteadOf++;
        return instead();
      }
      const outcome = await listenTo(call, fail);
      if (outcome.isWell) failures = 0;
      if (outcome.ok) {
        if (outcome.isWell) counts.answered++;
        return outcome.answer;
      }
      counts.insteadOf++;
      return instead();
    },
  };
}
