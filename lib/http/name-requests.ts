import { onRequest } from "./on-request";
import { requestIdOf } from "./request-log";

/** Gives every request its id before anybody hears of it, so that all its lines in the log have the one its reply tells. */
export function nameRequests(): void {
  onRequest(({ headers }, response) => {
    const given = headers["x-request-id"];
    const id = requestIdOf({ get: () => (typeof given === "string" ? given : null) });
    headers["x-request-id"] = id;
    response.setHeader("x-request-id", id);
  });
}
