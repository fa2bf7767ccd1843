import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Place } from "./place";

export interface Cluster {
  /** URL of a database in the cluster. */
  url(database: string): string;
  pid: number;
  /** Stops the server when this process started it. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  place: Place;
  port: number;
  logFile: string;
  /** Extra settings, `name=value`. */
  settings?: string[];
}

const user = "cartwright";
const environment = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C" };

/** Starts the cluster of a place, creating it on first use; one that still runs there is taken over. */
export async function startCluster({ place, port, logFile, settings = [] }: ClusterOptions): Promise<Cluster> {
  const running = await runningCluster(place);
  if (running) return running;
  if (!existsSync(path.join(place.data, "PG_VERSION"))) initialise(place);

  const log = openSync(logFile, "a");
  const child = spawn(
    path.join(place.home, "bin", "postgres"),
    [
      "-D",
      place.data,
      "-p",
      String(port),
      ...[
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "timezone=UTC",
        "max_connections=200",
        ...settings,
      ].flatMap((setting) => ["-c", setting]),
    ],
    { ...place.user, cwd: "/", stdio: ["ignore", log, log], env: environment, detached: true },
  );
  closeSync(log);
  await untilReady(child, port, logFile);
  const pid = child.pid ?? 0;
  return { url: urlOf(port), pid, stop: () => stopServer(place, pid) };
}

function urlOf(port: number) {
  return (database: string) => `postgres://${user}:${user}@127.0.0.1:${port}/${database}`;
}

function initialise(place: Place): void {
  const passwordFile = path.join(os.tmpdir(), `cartwright-initdb-${process.pid}`);
  writeFileSync(passwordFile, `${user}\n`);
  chmodSync(passwordFile, 0o644);
  try {
    execFileSync(
      path.join(place.home, "bin", "initdb"),
      [
        "-D",
        place.data,
        "-U",
        user,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
      ],
      { ...place.user, cwd: "/", stdio: "pipe", env: environment },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The cluster of a place, when it already runs there: left by a command that was killed, say. */
export async function runningCluster(place: Place): Promise<Cluster | null> {
  const running = await runningServer(place);
  return running && { url: urlOf(running.port), pid: running.pid, stop: () => stopServer(place, running.pid) };
}

/** Its pid and port stand in postmaster.pid. */
async function runningServer(place: Place): Promise<{ pid: number; port: number } | null> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const file = path.join(place.data, "postmaster.pid");
    if (!existsSync(file)) return null;
    const lines = readFileSync(file, "utf8").split("\n");
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    if (!alive(pid)) return null;
    if (port && (await answers(port))) return { pid, port };
    await sleep(250);
  }
  return null;
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port)("postgres"), connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilReady(child: ChildProcess, port: number, logFile: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) {
      throw new Error(
        `Postgres did not start. Its last words, in ${logFile}:\n${readFileSync(logFile, "utf8").trim().split("\n").slice(-5).join("\n")}`,
      );
    }
    if (await answers(port)) return;
    await sleep(attempt < 20 ? 25 : 100);
  }
  throw new Error(`Postgres did not answer within a minute; see ${logFile}.`);
}

/** Asks for a fast shutdown: open sessions are ended, everything acknowledged is on disk. */
async function stopServer(place: Place, pid: number): Promise<void> {
  if (!alive(pid)) return;
  process.kill(pid, "SIGINT");
  const file = path.join(place.data, "postmaster.pid");
  for (let attempt = 0; attempt < 200 && existsSync(file); attempt += 1) await sleep(50);
}
