import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fingerprint } from "./fingerprint";
import { runTool, type Tool } from "./run-tool";

const sources = ["prisma/schema", "prisma.config.ts"];
const mark = "lib/db/generated/generated-from";

/** Whether Prisma's client is missing, or older than the schema. */
export function clientIsStale(root: string): boolean {
  const file = path.join(root, mark);
  return (
    !existsSync(path.join(root, "lib/db/generated/client.ts")) ||
    !existsSync(file) ||
    readFileSync(file, "utf8") !== fingerprint(root, sources)
  );
}

export async function generateClient(root: string, tool: Pick<Tool, "logFile" | "stopped">): Promise<void> {
  await runTool({
    ...tool,
    name: "Generating the database client",
    args: ["node_modules/prisma/build/index.js", "generate"],
    environment: process.env,
  });
  writeFileSync(path.join(root, mark), fingerprint(root, sources));
}
