import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort } from "../ports";

export interface FoundRedis {
  url: string;
  /** Stops the server when it was started here. */
  stop(): Promise<void>;
}

export const noRedis = "There is no redis-server on the PATH (Debian: apt-get install redis-server) and no REDIS_URL.";

/** A real Redis for tests and tools: the one at REDIS_URL, else one of our own that keeps nothing; null: there is none. */
export async function findRedis(): Promise<FoundRedis | null> {
  const given = process.env.REDIS_URL;
  if (given) return { url: given, stop: async () => undefined };
  const program = programPath();
  return program ? startRedis(program) : null;
}

/** Whether `findRedis` would find one. */
export const hasRedis = (): boolean => Boolean(process.env.REDIS_URL || programPath());

function programPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders
    .map((folder) => path.join(folder, "redis-server"))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

async function startRedis(program: string): Promise<FoundRedis> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-redis-"));
  const port = await freePort();
  const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", maxmemory: "64mb" };
  const child = spawn(
    program,
    Object.entries({ ...settings, "maxmemory-policy": "volatile-lru" }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]),
    { stdio: "ignore" },
  );
  const ended = once(child, "exit");
  await untilItListens(port, ended);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number, ended: Promise<unknown>): Promise<void> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  for (let attempt = 0; attempt < 100 && !gone; attempt++) {
    if (await listens(port)) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`redis-server did not begin to listen on port ${port}.`);
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
