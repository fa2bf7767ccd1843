import type { WorkerEvents } from "graphile-worker";
import { partyPrefix } from "@/lib/jobs/jobs";

const handsEachMax = 3;

/**
 * Of one party's jobs only so many run at a time here: an endpoint that answers after nine seconds would otherwise have
 * every hand, and nobody else's would be told. Returns what a hand asks the queue for nothing of. Hands ask one after the
 * other, so that each knows what the one before it took.
 */
export function shareFairly(events: WorkerEvents): () => Promise<string[]> {
  const running = new Map<string, number>();
  const count = (flags: object | null, by: number) => {
    for (const party of Object.keys(flags ?? {}).filter((flag) => flag.startsWith(partyPrefix)))
      running.set(party, (running.get(party) ?? 0) + by);
  };
  events.on("job:start", ({ job }) => count(job.flags, 1));
  events.on("job:complete", ({ job }) => count(job.flags, -1));
  const waitForTurn = takeTurns(events);
  return async () => {
    await waitForTurn();
    for (const [party, jobs] of running) if (jobs === 0) running.delete(party);
    return [...running].flatMap(([party, jobs]) => (jobs >= handsEachMax ? [party] : []));
  };
}

/** A hand's turn ends when the queue has answered it. */
function takeTurns(events: WorkerEvents): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  const pass = () => {
    const next = waiting.shift();
    if (next) next();
    else isTaken = false;
  };
  events.on("job:start", pass);
  events.on("worker:getJob:empty", pass);
  events.on("worker:getJob:error", pass);
  return async () => {
    if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
    isTaken = true;
  };
}
