import pino from "pino";

const asked = process.env.LOG_LEVEL?.trim() ?? "";

/** Structured logs, one JSON object a line. What identifies a person or a secret never gets in. */
export const log = pino({
  // Another than pino knows is told of where the environment is parsed.
  level: asked === "silent" || Object.hasOwn(pino.levels.values, asked) ? asked : "info",
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
