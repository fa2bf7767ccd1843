import { appendFileSync } from "node:fs";
import { ShopError } from "./shop-error";
import { spawnChild } from "./spawn-child";

export interface Tool {
  /** As it stands in a sentence: "The build". */
  name: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  logFile: string;
  /** Given each line it prints. */
  onLine?: (line: string) => void;
  /** Aborted when the command is told to stop. */
  stopped?: AbortSignal;
}

/** Runs something to its end. What it prints goes to its log; its last words are in the error when it fails. */
export function runTool({ name, args, environment, logFile, onLine, stopped }: Tool): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnChild(args, environment, "pipe");
    const words: string[] = [];
    const hear = (chunk: unknown) => {
      appendFileSync(logFile, String(chunk));
      const lines = String(chunk).split("\n").filter(Boolean);
      words.push(...lines);
      if (onLine) lines.forEach(onLine);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    const stop = () => child.kill("SIGTERM");
    stopped?.addEventListener("abort", stop);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      stopped?.removeEventListener("abort", stop);
      if (code === 0) resolve();
      else
        reject(
          new ShopError(
            `${name} failed (${signal ?? `code ${code}`}). Its last words, in ${logFile}:\n${words.slice(-25).join("\n")}`,
          ),
        );
    });
  });
}
