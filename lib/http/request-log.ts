import type { Logger } from "pino";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";

/** The id a proxy in front gave the request, or a new one. What a stranger may write there is bounded. */
export function requestIdOf(headers: Pick<Headers, "get">): string {
  const given = headers.get("x-request-id");
  return given && /^[\w.:-]{1,64}$/.test(given) ? given : newId();
}

/** A log whose every line carries the request's id. */
export function requestLog(headers: Pick<Headers, "get">): Logger {
  return log.child({ requestId: requestIdOf(headers) });
}
