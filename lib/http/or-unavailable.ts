import { problem } from "./problem";
import { requestLog } from "./request-log";

/**
 * What a handler of the API answers, or 503 in its stead when it fails, as while the database is away: every fault is
 * `{ error }`. The failure is logged with the request's id.
 */
export async function orUnavailable(
  request: Request,
  answer: () => Promise<Response>,
  headers: Record<string, string> = {},
): Promise<Response> {
  try {
    return await answer();
  } catch (err) {
    requestLog(request.headers).error({ err, path: new URL(request.url).pathname }, "a request to the API failed");
    const message = "This is not available right now.";
    return problem(503, { code: "unavailable", message }, { ...headers, "retry-after": "5" });
  }
}
