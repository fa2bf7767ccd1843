import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
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
  /** What answers when it is ready, and with which JSON. Without it, the program says so itself. */
  ready?: Ready;
  secondsToStart?: number;
}

interface Ready {
  url: string;
  /** Another program that took the port would answer something else. */
  body: object;
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
  const { name, logFile, ready, secondsToStart = 60 } = program;
  let said = false;
  child.once("message", () => {
    said = true;
  });
  const deadline = performance.now() + secondsToStart * 1_000;
  for (;;) {
    const isReady = said || (ready !== undefined && (await answers(ready)));
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (isReady && !ended) return;
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

async function answers({ url, body }: Ready): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" });
    return response.ok && isDeepStrictEqual(await response.json(), body);
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
