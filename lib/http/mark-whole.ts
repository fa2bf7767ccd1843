import { wholePageMark } from "./whole-page-mark";

/**
 * The request's user agent, marked where its page's beginning is not to be sent ahead: with the beginning goes the status, and
 * a page that finds nothing, or fails, would say 200. So it is in the back room, and for robots, who look for a page's title
 * in its beginning. The data of a script's router, which tells of itself in them, is never marked.
 */
export function markWhole(headers: Headers, { inBackRoom, byRobot }: { inBackRoom: boolean; byRobot: boolean }) {
  const whole = inBackRoom ? headers.get("accept")?.includes("text/html") : byRobot;
  if (!whole || headers.get("sec-fetch-dest") === "empty") return null;
  return `${headers.get("user-agent") ?? ""} ${wholePageMark}`;
}
