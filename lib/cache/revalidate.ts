import { lookup } from "node:dns/promises";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { reasonOf } from "@/lib/core/reason-of";

/**
 * Tells the running app that what carries these tags is stale; the next visitor waits for fresh data. For the worker,
 * which is another process. Every process of the app keeps pages of its own, so each at `APP_PROCESSES` is told; one that
 * can't be reached is gone, and its pages with it. Throws when nobody can be told, or one refuses, so that the job is tried
 * again.
 */
export async function revalidate(tags: readonly string[]): Promise<void> {
  const { APP_URL, APP_PROCESSES, JOBS_SECRET } = env();
  if (!JOBS_SECRET)
    throw new Error("JOBS_SECRET is missing: without it the worker cannot tell the app that pages are stale.");
  const processes = (await Promise.all((APP_PROCESSES ?? [APP_URL]).map(everyAddress))).flat();
  const replies = await Promise.allSettled(processes.map((origin) => tell(origin, tags, JOBS_SECRET)));
  const lost = replies.flatMap((reply) => (reply.status === "rejected" ? [reply.reason] : []));
  if (lost.length === replies.length) throw lost[0] ?? new Error("No process of the app is there.");
  for (const reason of lost)
    log.warn({ reason: reasonOf(reason) }, "a process of the app could not be told of stale pages");
  for (const reply of replies)
    if (reply.status === "fulfilled" && !reply.value.ok)
      throw new Error(`The app answered ${reply.value.status} to ${tags.length} stale tags.`);
}

function tell(origin: string, tags: readonly string[], secret: string): Promise<Response> {
  return fetch(new URL("/api/revalidate", origin), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
    body: JSON.stringify({ tags }),
    signal: AbortSignal.timeout(10_000),
    redirect: "error",
  });
}

/** Behind one name within a network stand several machines; a name of the web is one door, with a certificate of its own. */
async function everyAddress(origin: string): Promise<string[]> {
  const url = new URL(origin);
  if (url.protocol !== "http:") return [origin];
  const found = await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true });
  return found.map(({ address, family }) => {
    url.hostname = family === 6 ? `[${address}]` : address;
    return url.origin;
  });
}
