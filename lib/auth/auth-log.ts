import type { LoggerInstance } from "next-auth";
import { log } from "@/lib/core/log";

/** What NextAuth says of a cookie it can't read: an old one, one of another secret, or a stranger's own. */
const unreadable = "JWT_SESSION_ERROR";

/**
 * NextAuth's log in ours, a line each. A session that can't be read is none, whoever wrote it: NextAuth calls it an error of
 * the shop, and prints a stack for every request that brings one.
 */
export const authLog: LoggerInstance = {
  error: (code, metadata) =>
    code === unreadable
      ? log.debug({ code }, "a session could not be read")
      : log.error({ code, err: "error" in metadata ? metadata.error : metadata }, "NextAuth failed"),
  warn: (code) => log.warn({ code }, "NextAuth warns"),
  debug: (code) => log.trace({ code }, "NextAuth"),
};
