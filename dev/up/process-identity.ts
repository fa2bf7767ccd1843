import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { alive } from "../postgres/cluster";

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

export function identify(pid: number): ProcessIdentity | null {
  const startedAt = startOf(pid);
  return startedAt ? { pid, startedAt } : null;
}

export function stillRuns({ pid, startedAt }: ProcessIdentity): boolean {
  return alive(pid) && startOf(pid) === startedAt;
}

function startOf(pid: number): string | null {
  try {
    if (process.platform !== "linux") return ask(pid, "lstart");
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its parent has not looked yet.
    return state === "Z" ? null : `${bootId()} ${rest[18]}`;
  } catch {
    return null;
  }
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
}

function ask(pid: number, field: "lstart" | "ppid" | "command"): string | null {
  try {
    return (
      execFileSync("ps", ["-o", `${field}=`, "-p", String(pid)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim() || null
    );
  } catch {
    return null;
  }
}

export function parentOf(pid: number): number {
  return Number(ask(pid, "ppid") ?? 0);
}

export function commandLineOf(pid: number): string {
  return ask(pid, "command") ?? "";
}
