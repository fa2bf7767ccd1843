import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { reasonOf } from "@/lib/core/reason-of";

const patienceMs = 10_000;

interface Notice {
  tags: readonly string[];
  secret: string;
}

/**
 * Tells the running app that what carries these tags is stale; the next visitor waits for fresh data. For the worker,
 * which is another process. Every process of the app keeps pages of its own, so each at `APP_PROCESSES` is told; one that
 * can't be reached, or whose name is nobody's any more, is gone, and its pages with it. Throws when nobody can be told, or one
 * refuses, so that the job is tried again.
 */
export async function revalidate(tags: readonly string[]): Promise<void> {
  const { APP_URL, APP_PROCESSES, JOBS_SECRET: secret } = env();
  if (!secret)
    throw new Error("JOBS_SECRET is missing: without it the worker cannot tell the app that pages are stale.");
  const told = await Promise.allSettled(
    (APP_PROCESSES ?? [APP_URL]).map((origin) => tellEach(origin, { tags, secret })),
  );
  const replies = told.flatMap((each) => (each.status === "fulfilled" ? each.value : [each]));
  const lost = replies.flatMap((reply) => (reply.status === "rejected" ? [reply.reason] : []));
  if (lost.length === replies.length) throw lost[0] ?? new Error("No process of the app is there.");
  for (const reason of lost)
    log.warn({ reason: reasonOf(reason) }, "a process of the app could not be told of stale pages");
  for (const reply of replies)
    if (reply.status === "fulfilled" && reply.value >= 300)
      throw new Error(`The app answered ${reply.value} to ${tags.length} stale tags.`);
}

/** Behind one name within a network stand several machines; a name of the web is one door, with a certificate of its own. */
async function tellEach(origin: string, notice: Notice): Promise<PromiseSettledResult<number>[]> {
  const url = new URL("/api/revalidate", origin);
  if (url.protocol !== "http:") return Promise.allSettled([tell(url, notice)]);
  const machines = await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true });
  return Promise.allSettled(machines.map((machine) => tell(url, notice, machine)));
}

/** The status of the answer. Whichever machine is asked, it is asked by the name, for a proxy may stand there for several. */
function tell(url: URL, { tags, secret }: Notice, machine?: LookupAddress): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const { request } = url.protocol === "http:" ? http : https;
  request(
    url,
    {
      method: "POST",
      headers: { host: url.host, "content-type": "application/json", authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(patienceMs),
      // On a line of its own: of one kept open, which the app ends as it is used, nobody could tell whether it was heard.
      agent: false,
      ...(machine && { hostname: machine.address, family: machine.family }),
    },
    (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    },
  )
    .on("error", reject)
    .end(JSON.stringify({ tags }));
  return promise;
}
