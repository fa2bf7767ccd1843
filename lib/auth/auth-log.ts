import type { LoggerInstance } from "next-auth";
import { log } from "@/lib/core/log";

/**
 * What NextAuth says of a session that it can't read (an old one, one of another secret, or a stranger's own), and of an address
 * to come back to, in a cookie or a query, that is none.
 */
const unreadable = ["JWT_SESSION_ERROR", "INVALID_CALLBACK_URL_ERROR"];

/**
 * NextAuth's log in ours, a line each. What a stranger wrote that can't be read is no error of the shop, though NextAuth calls
 * it one, and prints a stack for every request that brings it.
 */
export const authLog: LoggerInstance = {
  error: (code, metadata) =>
    unreadable.includes(code)
      ? log.debug({ code }, "a cookie or address of a request could not be read")
      : log.error({ code, err: "error" in metadata ? metadata.error : metadata }, "NextAuth failed"),
  warn: (code) => log.warn({ code }, "NextAuth warns"),
  debug: (code) => log.trace({ code }, "NextAuth"),
};
