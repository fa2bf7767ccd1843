import { createHash, timingSafeEqual } from "node:crypto";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import { cacheStore } from "@/lib/cache/cache-store";
import { env } from "@/lib/core/env";

const body = z.object({ tags: z.array(z.string().min(1).max(256)).min(1).max(1000) });

/** The worker tells which cached pages and results are stale. `{ expire: 0 }`: the next reader waits and sees the new data. */
export async function POST(request: Request) {
  const { JOBS_SECRET } = env();
  if (!JOBS_SECRET || !isSame(request.headers.get("authorization") ?? "", `Bearer ${JOBS_SECRET}`))
    return new Response(null, { status: 401 });
  const parsed = body.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return new Response(null, { status: 400 });
  // The store first: a page that is made anew must not find the old result there.
  await cacheStore().expireTags(parsed.data.tags);
  for (const tag of parsed.data.tags) revalidateTag(tag, { expire: 0 });
  return new Response(null, { status: 204 });
}

/** Digests have one length, so the comparison tells nothing of the secret's. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
