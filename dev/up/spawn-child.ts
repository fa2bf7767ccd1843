import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chainSchema } from "./command";
import { identify, type ProcessIdentity, stillRuns } from "./process-identity";

const endWithParent = path.join(import.meta.dirname, "end-with-parent.mjs");

/** Who this command started, so that the next one can see them off if this one is killed. */
const children: ProcessIdentity[] = [];
let register: string | undefined;

/**
 * Starts a program of this Node that ends when the command does. Detached: Ctrl-C in the terminal then reaches the
 * command alone, which stops everything in order.
 */
export function spawnChild(args: string[], environment: NodeJS.ProcessEnv, output: "pipe" | number): ChildProcess {
  const child = spawn(process.execPath, ["--import", endWithParent, ...args], {
    env: { ...environment, CARTWRIGHT_COMMAND: String(process.pid) },
    stdio: ["ignore", output, output, "ipc"],
    detached: true,
  });
  const identity = child.pid ? identify(child.pid) : null;
  if (identity) children.push(identity);
  if (register) writeFileSync(register, JSON.stringify(children.filter(stillRuns)));
  return child;
}

/** The programs of an earlier command on this data folder end by themselves; one that is slow to is ended. */
export async function seeOffLeftovers(data: string): Promise<void> {
  register = path.join(data, "children.json");
  const left = existsSync(register) ? readRegister(register) : [];
  const deadline = Date.now() + 6_000;
  while (left.some(stillRuns) && Date.now() < deadline) await sleep(100);
  for (const child of left.filter(stillRuns)) killGroup(child.pid);
  while (left.some(stillRuns)) await sleep(50);
}

function readRegister(file: string): ProcessIdentity[] {
  try {
    return chainSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}

/** Ends a program together with whatever it started. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {}
}
