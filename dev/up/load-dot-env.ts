import { createRequire } from "node:module";

/** Its names are made when it runs: they can't be imported one by one. */
const { loadEnvConfig }: typeof import("@next/env") = createRequire(import.meta.url)("@next/env");

/**
 * What stands in .env.local, then in .env (and before each in the mode's own, as .env.production), read as the app reads it: by
 * Next's reader, or a value with a $ would be one thing to the app and another to the worker. A variable that is set already,
 * if only to nothing, wins. What a program starts is given what was read, and does not read it again.
 */
export function loadDotEnv(root: string, isDevelopment = process.env.NODE_ENV === "development"): void {
  loadEnvConfig(root, isDevelopment);
}
