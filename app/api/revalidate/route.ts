import { revalidateTag } from "next/cache";
import { cacheStore } from "@/lib/cache/cache-store";
import { env } from "@/lib/core/env";
import { hasBearer } from "@/lib/http/bearer";
import { problem } from "@/lib/http/problem";
import { otherMethods } from "../other-methods";
import { tagsSchema } from "./describe";

/** What a 401 has to name (RFC 9110 §11.6.1). */
const challenge = { "www-authenticate": "Bearer" };

/** The worker tells which cached pages and results are stale. `{ expire: 0 }`: the next reader waits and sees the new data. */
export async function POST(request: Request) {
  const { JOBS_SECRET } = env();
  if (!JOBS_SECRET || !hasBearer(request.headers, JOBS_SECRET))
    return problem(401, { code: "unauthorized" }, challenge);
  const parsed = tagsSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return problem(400, { code: "invalid_request", field: "tags" });
  // The store first: a page that is made anew must not find the old result there.
  await cacheStore().expireTags(parsed.data.tags);
  for (const tag of parsed.data.tags) revalidateTag(tag, { expire: 0 });
  return new Response(null, { status: 204 });
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
