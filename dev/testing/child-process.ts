import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface StartedProcess {
  child: ChildProcess;
  /** Everything it has written so far. */
  said(): string;
  /** kill -9, and waits until the system has buried it. */
  kill(): Promise<void>;
}

/** Starts one of the shop's programs as it is started in earnest: a process of its own, from its source. */
export function startProcess(program: string, args: string[], environment: Record<string, string>): StartedProcess {
  const child = spawn(process.execPath, ["--import", "tsx", program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return {
    child,
    said: () => text,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
