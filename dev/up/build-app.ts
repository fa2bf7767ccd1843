import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fingerprint } from "./fingerprint";
import { runTool, type Tool } from "./run-tool";

/** What a build is made from: a change in any of it wants another. */
export const sources = [
  "app",
  "components",
  "lib",
  "messages",
  "public",
  "prisma/schema",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const distDir = process.env.CARTWRIGHT_DIST || ".next";

/** Whether the production build is missing, or older than the sources. */
export function buildIsStale(root: string): boolean {
  const mark = path.join(root, distDir, "built-from");
  return (
    !existsSync(path.join(root, distDir, "BUILD_ID")) ||
    !existsSync(mark) ||
    readFileSync(mark, "utf8") !== markOf(root)
  );
}

/** What else a build holds is the key that makes the names by which its pages call the shop: no page knows those of another. */
export function markOf(root: string): string {
  const key = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? "";
  return createHash("sha256")
    .update(`${fingerprint(root, sources)} ${key}`)
    .digest("hex");
}

/** `next build`. It needs no database, and no secret but the one of its own. */
export async function buildApp(root: string, tool: Pick<Tool, "logFile" | "onLine" | "stopped">): Promise<void> {
  const from = markOf(root);
  const environment: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    CARTWRIGHT_DIST: process.env.CARTWRIGHT_DIST,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  await runTool({ ...tool, name: "The build", args: ["node_modules/next/dist/bin/next", "build"], environment });
  writeFileSync(path.join(root, distDir, "built-from"), from);
}
