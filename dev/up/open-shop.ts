import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { MigrationError, migrate } from "../../lib/db/migrate";
import { isFree } from "../ports";
import { buildApp, buildIsStale } from "./build-app";
import { choosePorts, reservePort } from "./choose-ports";
import { chainToNpm, isBroken } from "./command";
import { environmentOf, usesInbox, usesSandbox } from "./environment";
import { drawGalleries, fillCatalog } from "./fill-catalog";
import { fillSearchIndex } from "./fill-search-index";
import { clientIsStale, generateClient } from "./generate-client";
import { holdData } from "./hold-data";
import { isLock, takeLock } from "./lock";
import { openEmbedded, openGiven } from "./open-database";
import type { Options } from "./options";
import { programsOf } from "./programs";
import { restartOnChange } from "./restart-on-change";
import { say, step } from "./say";
import { keepSecrets } from "./secrets";
import { ShopError } from "./shop-error";
import { seeOffLeftovers } from "./spawn-child";
import { startOver } from "./start-over";
import { supervise } from "./supervise";
import { tellReady } from "./tell-ready";

/** Opens everything in order, says so, and stays until it is told to stop; then stops everything in the other order. */
export async function openShop(options: Options): Promise<void> {
  const chain = chainToNpm();
  const lock = await holdData(options.data, options.port, chain);
  const stop = new AbortController();
  const told = () => {
    lock.note({ port: options.port, chain, stopping: true });
    stop.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, told);
  const watch = setInterval(() => isBroken(chain) && told(), 500);
  const closers: (() => Promise<void>)[] = [];
  try {
    await open(options, stop.signal, (close) => closers.push(close));
    await new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    clearInterval(watch);
    if (stop.signal.aborted) say("\nStopping: what has begun is finished first.");
    for (const close of closers.reverse()) await close();
    lock.release();
  }
  say("Stopped. Everything is kept for the next time.");
}

async function open(
  options: Options,
  stopped: AbortSignal,
  onStop: (close: () => Promise<void>) => void,
): Promise<void> {
  const { root, data, port, hot } = options;
  await seeOffLeftovers(data);
  if (!(await isFree(port)) || !reservePort(port))
    throw new ShopError(
      `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm run ${hot ? "dev" : "shop"}`,
    );
  const given = process.env.DATABASE_URL;
  if (options.fresh) await step("Starting over", (tell) => startOver(data, root, { databaseUrl: given }, tell));
  mkdirSync(path.join(data, "logs"), { recursive: true });
  const secrets = keepSecrets(data);
  const ports = await choosePorts(data, port);
  const logFile = (name: string) => rotated(path.join(data, "logs", `${name}.log`));

  const database = await step(given ? "The Postgres at DATABASE_URL" : "Postgres", () =>
    given ? openGiven(given) : openEmbedded(data, ports.postgres),
  );
  onStop(database.stop);
  stopped.throwIfAborted();
  const environment = environmentOf(options, database.url, ports, secrets);
  await step("Migrations", (tell) => migrate({ url: database.url, onApplied: tell })).catch((error: unknown) => {
    throw error instanceof MigrationError ? new ShopError(error.message) : error;
  });
  stopped.throwIfAborted();
  if (clientIsStale(root))
    await step("Database client", () => generateClient(root, { logFile: logFile("build"), stopped }));

  await fillCatalog(options, database.url, environment, logFile("seed"), stopped);
  await fillSearchIndex(environment, logFile("reindex"), stopped);
  const programs = programsOf(options, environment, ports, secrets, logFile);
  const standIns = [...(usesSandbox() ? [programs.sandbox] : []), ...(usesInbox() ? [programs.inbox] : [])];
  const open = async (list: typeof standIns) => {
    const begun = await Promise.allSettled(list.map((program) => supervise(program, stopped)));
    for (const each of begun) if (each.status === "fulfilled") onStop(each.value.stop);
    for (const each of begun) if (each.status === "rejected") throw each.reason;
    return begun.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  };
  if (standIns.length > 0)
    await step(standIns.length === 2 ? "Payment sandbox and mail inbox" : (standIns[0]?.name ?? ""), () =>
      open(standIns),
    );

  await Promise.all([
    hot ? undefined : buildWhenStale(root, logFile("build"), stopped),
    drawGalleries(options, environment, logFile("seed"), stopped),
  ]);
  stopped.throwIfAborted();
  const [worker] = await step(hot ? "Worker and app, with hot reload" : "Worker and app", () =>
    open([programs.worker, programs.app]),
  );
  if (hot && worker) onStop(restartOnChange(path.join(root, "lib"), worker));
  await tellReady(options, ports);
}

/** Two shops opened from one checkout at once: one builds, the other waits for it. */
async function buildWhenStale(root: string, logFile: string, stopped: AbortSignal): Promise<void> {
  if (!buildIsStale(root)) return;
  const title = "Production build (about a minute, once for each change)";
  await step(title, async (tell) => {
    const file = path.join(root, "node_modules/.cache/cartwright-build.lock");
    let lock = takeLock(file, null);
    if (!isLock(lock)) tell("Another shop is building; waiting for it.");
    while (!isLock(lock)) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      stopped.throwIfAborted();
      lock = takeLock(file, null);
    }
    try {
      if (buildIsStale(root)) await buildApp(root, { logFile, stopped });
    } finally {
      lock.release();
    }
  });
}

function rotated(file: string): string {
  if (existsSync(file) && statSync(file).size > 5_000_000) {
    rmSync(`${file}.1`, { force: true });
    renameSync(file, `${file}.1`);
  }
  return file;
}
