import { existsSync } from "node:fs";
import path from "node:path";

/** What stands in .env.local, then in .env. A variable that is set already, if only to nothing, stays as it is. */
export function loadDotEnv(root: string): void {
  for (const name of [".env.local", ".env"])
    if (existsSync(path.join(root, name))) process.loadEnvFile(path.join(root, name));
}
