import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface Percentiles {
  p50: number;
  p99: number;
  p999: number;
  max: number;
}

export interface OpenLoad extends Percentiles {
  /** Answers a second, over the whole run. */
  perSecond: number;
  failed: number;
}

/**
 * Requests that come at their times whether or not those before were answered, as shoppers do. Each is timed in
 * milliseconds from the moment it was due, so a server that stalls is charged for all who wait.
 */
export async function openLoad(
  urls: readonly string[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<OpenLoad> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  const count = perSecond * seconds;
  const times: number[] = [];
  let failed = 0;
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - began) * perSecond) / 1000) + 1);
    for (; sent < due; sent++) {
      const dueAt = began + (sent * 1000) / perSecond;
      under.push(
        get(urls[sent % urls.length] ?? "", agent).then((ok) => {
          if (ok) times.push(performance.now() - dueAt);
          else failed += 1;
        }),
      );
    }
    await sleep(1);
  }
  await Promise.all(under);
  const elapsed = (performance.now() - began) / 1000;
  agent.destroy();
  return { ...percentiles(times), perSecond: times.length / elapsed, failed };
}

function get(url: string, agent: http.Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent }, (reply) => {
      reply.resume();
      reply.on("end", () => resolve(reply.statusCode === 200));
    });
    request.setTimeout(10_000, () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

export function percentiles(times: number[]): Percentiles {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}
