import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lesserUser } from "../lesser-user";
import { freePort } from "../ports";
import { meilisearchBinary } from "./binary";

export interface MeilisearchServer {
  url: string;
  key: string;
  /** 0 for a server that was there before us. */
  pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** A port of one's own; a free one when left out. */
  port?: number;
  /** A folder whose data outlives the server; a scratch folder when left out. */
  folder?: string;
}

const masterKey = "a master key for this machine only";

/**
 * Runs the server under a shell that holds its end of a pipe from us: however we end, `kill -9` included, the pipe
 * breaks and the server goes too.
 */
const underPipe = 'exec 3<&0; "$@" </dev/null 3<&- & echo $!; cat <&3 >/dev/null; kill -9 $! 2>/dev/null';

/** A real Meilisearch on this machine, as an unprivileged user when we are root. */
export async function startMeilisearch({ port, folder }: ServerOptions = {}): Promise<MeilisearchServer> {
  const user = process.getuid?.() === 0 ? lesserUser() : undefined;
  if (user === null)
    throw new Error(
      "Meilisearch is not run as root, and there is no user `nobody` to run it as. Run as another user, or set MEILI_URL.",
    );
  const binary = await meilisearchBinary({ forOthers: user !== undefined });
  const home = folder ?? mkdtempSync(path.join(os.tmpdir(), "cartwright-meilisearch-"));
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o755);
  if (user) chownSync(home, user.uid, user.gid);

  const chosen = port ?? (await freePort());
  const url = `http://127.0.0.1:${chosen}`;
  const logFile = path.join(home, "meilisearch.log");
  const log = openSync(logFile, "a");
  const shell = spawn("/bin/sh", ["-c", underPipe, "sh", binary, ...argumentsOf(home, chosen)], {
    ...user,
    cwd: home,
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
    stdio: ["pipe", "pipe", log],
  });
  closeSync(log);
  const pid = await readPid(shell);
  const stop = async () => {
    if (shell.exitCode === null) {
      const ended = once(shell, "exit");
      shell.stdin?.end();
      await ended;
    }
    if (!folder) rmSync(home, { recursive: true, force: true });
  };
  try {
    await untilHealthy(url, pid, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, key: masterKey, pid, stop };
}

const argumentsOf = (home: string, port: number): string[] => [
  ...["--http-addr", `127.0.0.1:${port}`, "--db-path", path.join(home, "data"), "--dump-dir", path.join(home, "dumps")],
  ...["--snapshot-dir", path.join(home, "snapshots"), "--env", "development", "--master-key", masterKey],
  ...["--no-analytics", "--log-level", "WARN"],
];

async function readPid(shell: ChildProcess): Promise<number> {
  const output = shell.stdout;
  if (!output) throw new Error("The shell has no output");
  const [chunk] = await once(output, "data");
  // The server's own words go to the log; of the shell's, only this one matters.
  output.resume();
  return Number(String(chunk).split("\n")[0]);
}

async function untilHealthy(url: string, pid: number, logFile: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await isHealthy(url)) return;
    if (!existsSync(`/proc/${pid}`)) break;
    await sleep(attempt < 40 ? 25 : 100);
  }
  const words = readFileSync(logFile, "utf8").trim().split("\n").slice(-5).join("\n");
  throw new Error(`Meilisearch did not start. Its last words:\n${words}`);
}

export async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
