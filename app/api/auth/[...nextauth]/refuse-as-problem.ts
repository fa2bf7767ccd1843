import { problem } from "@/lib/http/problem";
import { requestLog } from "@/lib/http/request-log";

/**
 * NextAuth deals with failures of its own; what it throws or answers with 500 is a request it can't read: a body that is no
 * JSON, an address to come back to that is none, an action it doesn't have. That is said as every fault of the API is. A
 * sign-in that is refused (401) is told in the words its script in the browser reads.
 */
export async function refuseAsProblem(request: Request, ask: () => Promise<Response>): Promise<Response> {
  try {
    const answer = await ask();
    return answer.status < 400 || answer.status === 401 ? answer : invalid();
  } catch (err) {
    requestLog(request.headers).warn({ err }, "NextAuth could not read a request");
    return invalid();
  }
}

const invalid = (): Response => problem(400, { code: "invalid_request" });
