import type { NextRequest } from "next/server";
import { problem } from "@/lib/http/problem";
import { requestLog } from "@/lib/http/request-log";

/**
 * Says as every fault of the API is said that NextAuth can't read a request: a body that is no JSON, an address to come
 * back to that is none, an action it doesn't have. A sign-in that is refused (401) is told in the words its script in the
 * browser reads. What else fails is the shop's own fault, as settings that are wrong, and thrown.
 */
export async function refuseAsProblem(request: NextRequest, ask: () => Promise<Response>): Promise<Response> {
  try {
    const answer = await ask();
    if (answer.status < 400 || answer.status === 401) return answer;
    if (answer.status < 500 || !leadsBack(request)) return invalid();
    const said = await answer.text();
    if (said.startsWith("Error: Callback for provider type")) return invalid();
    throw new Error(`NextAuth answered ${answer.status}: ${said}`);
  } catch (err) {
    if (!(err instanceof SyntaxError)) throw err;
    requestLog(request.headers).warn({ err }, "NextAuth could not read a request");
    return invalid();
  }
}

/** Whether the addresses to come back to are some: NextAuth answers with 500, as for wrong settings, to those that are not. */
function leadsBack({ cookies, nextUrl: { searchParams, origin } }: NextRequest): boolean {
  const kept = cookies.getAll().filter(({ name }) => name.endsWith("next-auth.callback-url"));
  const addresses = [...searchParams.getAll("callbackUrl"), ...kept.map(({ value }) => value)].filter(Boolean);
  return addresses.every((address) =>
    /^https?:$/.test(URL.parse(address, address.startsWith("/") ? origin : undefined)?.protocol ?? ""),
  );
}

export const invalid = (): Response => problem(400, { code: "invalid_request" });
