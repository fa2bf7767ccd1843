import { cacheStore } from "@/lib/cache/cache-store";
import { env } from "@/lib/core/env";
import { takeRequest } from "@/lib/http/api-limit";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";

/** As `orUnavailable`, for what is public: each request counts against its asker, and beyond the limit is told to come later. */
export async function answerWithinLimit(
  request: Request,
  answer: () => Promise<Response>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const taken = await takeRequest(cacheStore(), request.headers, env());
  if (taken.allowed) return orUnavailable(request, answer, headers);
  return problem(429, { code: "too_many" }, { ...headers, "retry-after": String(taken.retryAfterSeconds) });
}
