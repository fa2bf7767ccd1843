import http from "node:http";

export interface Load {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  failed: number;
}

/** Keeps `connections` requests under way for `seconds`, each on its own kept-alive connection. Milliseconds. */
export async function load(
  url: string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        if (await get(url, agent)) times.push(performance.now() - began);
        else failed += 1;
      }
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requestsPerSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed };
}

function get(url: string, agent: http.Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent, headers: { accept: "text/html" } }, (reply) => {
      reply.resume();
      reply.on("end", () => resolve(reply.statusCode === 200));
    });
    request.on("error", () => resolve(false));
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
