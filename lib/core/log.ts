import pino from "pino";

/** Structured logs, one JSON object a line. What identifies a person or a secret never gets in. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      "email",
      "*.email",
      "shipTo",
      "*.shipTo",
      "password",
      "*.password",
      "authorization",
      "*.authorization",
      "cookie",
      "*.cookie",
    ],
    censor: "[hidden]",
  },
});
