import { NextRequest } from "next/server";
import { readText } from "@/lib/http/read-text";

/** An e-mail, a password and a token, many times over. */
const bodyMaxBytes = 16 * 1024;

/**
 * The request with its body read, null where that is longer than any of a sign-in. NextAuth reads whatever it is sent to its
 * end: one request without end would take all memory.
 */
export async function boundBody(request: NextRequest): Promise<NextRequest | null> {
  if (request.method !== "POST") return request;
  const body = await readText(request, bodyMaxBytes);
  return body === null ? null : new NextRequest(request.url, { method: "POST", headers: request.headers, body });
}
