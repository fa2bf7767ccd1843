import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { takeKey } from "@/lib/http/api-limit";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem, toProblem } from "@/lib/http/problem";
import { answerSuggest } from "@/lib/search/answer-suggest";
import { searchEngine } from "@/lib/search/choose-engine";
import { otherMethods } from "../other-methods";
import { suggestQuerySchema } from "./describe";

/** The same for everyone who types the same: a minute in a CDN spares the shop the commonest beginnings. */
const forMinutes = "public, max-age=30, s-maxage=60, stale-while-revalidate=300";
const forSeconds = "public, max-age=2";

/**
 * Completion of the search box. Public: it tells nothing but what the shop sells and what several searched for. An answer
 * comes from memory; what does not is bounded for all askers together, and left out of the answer beyond that.
 */
export async function GET(request: Request): Promise<Response> {
  const taken = await takeKey(request.headers, env());
  if (!taken.allowed) return problem(429, { code: "too_many" }, { "retry-after": String(taken.retryAfterSeconds) });
  return orUnavailable(request, () => complete(request));
}

async function complete(request: Request): Promise<Response> {
  const parsed = suggestQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return problem(400, toProblem(parsed.error));
  const { q, locale } = parsed.data;
  const { body, partial } = await answerSuggest({ db: db(), engine: searchEngine(db()) }, locale, q);
  return new Response(body, {
    headers: { "content-type": "application/json", "cache-control": partial ? forSeconds : forMinutes },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
