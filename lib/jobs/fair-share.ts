import type { WorkerEvents } from "graphile-worker";
import { partyPrefix } from "@/lib/jobs/jobs";

const handsEachMax = 3;

/** As long a hand waits for the one before it: one whose connection says nothing would keep the whole lane. */
const turnMaxMs = 5_000;

const lineEveryMs = 1_000;

/** Where nothing in the line moved, it rests so many times as long as seeing to it took. */
const restOfLine = 20;

/**
 * Of one party's jobs only so many run at a time here: an endpoint that answers after nine seconds would otherwise have
 * every hand, and nobody else's would be told. Returns what a hand asks the queue for nothing of. Hands ask one after the
 * other, so that each knows what the one before it took.
 */
export function shareFairly(events: WorkerEvents, keepLine: () => Promise<number>): () => Promise<string[]> {
  const running = new Map<string, number>();
  const count = (flags: object | null, by: number) => {
    for (const party of Object.keys(flags ?? {}).filter((flag) => flag.startsWith(partyPrefix)))
      running.set(party, (running.get(party) ?? 0) + by);
  };
  events.on("job:start", ({ job }) => count(job.flags, 1));
  events.on("job:complete", ({ job }) => count(job.flags, -1));
  const keepLineInTime = keepInTime(events, keepLine);
  const waitForTurn = takeTurns(events);
  return async () => {
    await waitForTurn();
    await keepLineInTime();
    for (const [party, jobs] of running) if (jobs === 0) running.delete(party);
    return [...running].flatMap(([party, jobs]) => (jobs >= handsEachMax ? [party] : []));
  };
}

/**
 * The line is seen to once a second, and when a hand found nothing: only after something moved in it, for an idle worker's
 * hands find nothing eight times a second. It is walked merchant by merchant, those whose deliveries failed and are due in an
 * hour as well: 13 ms where 2,000 have one each. However many have, an idle worker gives it a twentieth of its time.
 */
function keepInTime(events: WorkerEvents, keepLine: () => Promise<number>): () => Promise<void> {
  let [dueAt, moved] = [Number.NEGATIVE_INFINITY, 0];
  events.on("worker:getJob:empty", () => {
    if (moved > 0) dueAt = Number.NEGATIVE_INFINITY;
  });
  return async () => {
    const began = performance.now();
    if (began < dueAt) return;
    dueAt = began + lineEveryMs;
    moved = 0;
    moved = await keepLine();
    if (moved === 0) dueAt = began + Math.max(lineEveryMs, restOfLine * (performance.now() - began));
  };
}

/** A hand's turn ends when the queue has answered it, or takes too long to. */
function takeTurns(events: WorkerEvents): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let turn: NodeJS.Timeout | undefined;
  const begin = (take: () => void) => {
    turn = setTimeout(pass, turnMaxMs).unref();
    take();
  };
  const pass = () => {
    clearTimeout(turn);
    turn = undefined;
    const next = waiting.shift();
    if (next) begin(next);
  };
  events.on("job:start", pass);
  events.on("worker:getJob:empty", pass);
  events.on("worker:getJob:error", pass);
  return () => new Promise((resolve) => (turn ? waiting.push(resolve) : begin(resolve)));
}
