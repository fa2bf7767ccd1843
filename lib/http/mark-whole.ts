import { wholePageMark } from "./whole-page-mark";

/**
 * The user agent of a request for a document, marked, for its beginning is not to be sent ahead: with the beginning goes the
 * status, and a page that finds nothing, or fails, would say 200; and robots look for a page's title in it. Nothing is to be
 * seen before the page is there either way. Null of the data that a script's router asks for, whose beginning is its own.
 */
export function markWhole(headers: Headers, { byRobot }: { byRobot: boolean }): string | null {
  const isDocument = byRobot || headers.get("accept")?.includes("text/html");
  if (!isDocument || headers.get("sec-fetch-dest") === "empty") return null;
  return `${headers.get("user-agent") ?? ""} ${wholePageMark}`;
}
