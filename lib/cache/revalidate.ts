import { env } from "@/lib/core/env";

/**
 * Tells the running app that what carries these tags is stale; the next visitor waits for fresh data. For the worker,
 * which is another process. Throws when the app can't be told, so that the job is tried again.
 */
export async function revalidate(tags: readonly string[]): Promise<void> {
  const { APP_URL, JOBS_SECRET } = env();
  if (!JOBS_SECRET)
    throw new Error("JOBS_SECRET is missing: without it the worker cannot tell the app that pages are stale.");
  const response = await fetch(new URL("/api/revalidate", APP_URL), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${JOBS_SECRET}` },
    body: JSON.stringify({ tags }),
    signal: AbortSignal.timeout(10_000),
    redirect: "error",
  });
  if (!response.ok) throw new Error(`The app answered ${response.status} to ${tags.length} stale tags.`);
}
