import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { warn } from "./say";
import { ShopError } from "./shop-error";
import { killGroup, spawnChild } from "./spawn-child";

export interface Program {
  /** As it begins a sentence: "The worker". */
  name: string;
  /** Arguments to this Node. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  logFile: string;
  /** An address that answers when it is ready. Without one, the program says so itself. */
  readyUrl?: string;
  secondsToStart?: number;
}

export interface Supervised {
  /** Ends it gracefully and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Asked to end, a program has this long to finish what it began. */
const patienceMs = 30_000;

/** Starts a program, waits until it is ready, and starts it again whenever it ends unasked. */
export async function supervise(program: Program, stopped: AbortSignal): Promise<Supervised> {
  let child = start(program);
  let meant = false;
  const watch = (watched: ChildProcess, failures: number) => {
    const began = performance.now();
    watched.once("exit", async (code, signal) => {
      if (meant || stopped.aborted) return;
      const again = performance.now() - began > 60_000 ? 1 : failures + 1;
      const seconds = Math.min(30, 2 ** again / 4);
      warn(
        `${program.name} ended unasked (${signal ?? `code ${code}`}); starting it again in ${seconds} s. Its log: ${program.logFile}`,
      );
      await sleep(seconds * 1_000, undefined, { signal: stopped }).catch(() => undefined);
      if (meant || stopped.aborted) return;
      child = start(program);
      watch(child, again);
    });
  };
  await untilReady(program, child, stopped);
  watch(child, 0);
  return {
    async restart() {
      meant = true;
      await end(child);
      meant = false;
      if (stopped.aborted) return;
      child = start(program);
      watch(child, 0);
    },
    async stop() {
      meant = true;
      await end(child);
    },
  };
}

function start({ args, environment, logFile }: Program): ChildProcess {
  const log = openSync(logFile, "a");
  const child = spawnChild(args, environment, log);
  closeSync(log);
  return child;
}

async function untilReady(program: Program, child: ChildProcess, stopped: AbortSignal): Promise<void> {
  const { name, logFile, readyUrl, secondsToStart = 60 } = program;
  let said = false;
  child.once("message", () => {
    said = true;
  });
  const deadline = performance.now() + secondsToStart * 1_000;
  while (!said && !(readyUrl && (await answers(readyUrl)))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    const late = performance.now() > deadline;
    if (ended || late || stopped.aborted) {
      await end(child);
      stopped.throwIfAborted();
      throw new ShopError(
        `${name} ${ended ? "did not start" : `was not ready within ${secondsToStart} s`}. Its last words, in ${logFile}:\n${lastWords(logFile)}`,
      );
    }
    await sleep(60);
  }
}

function lastWords(logFile: string): string {
  return readFileSync(logFile, "utf8").trim().split("\n").slice(-12).join("\n");
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const impatience = new AbortController();
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(patienceMs, undefined, { signal: impatience.signal }).catch(() => undefined)]);
    impatience.abort();
  }
  killGroup(child.pid);
}
