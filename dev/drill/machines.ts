import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { freePort } from "@/dev/ports";
import { type Cluster, startCluster } from "@/dev/postgres/cluster";
import { placeOf, removePlace } from "@/dev/postgres/place";
import { administer, urlTo } from "@/dev/testing/server";
import { until } from "@/dev/testing/until";
import { connect, type Db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { openInbox } from "./inbox";
import { type Outside, readOutside } from "./outside";
import { openReceiver } from "./receiver";
import { drillSecret } from "./world";

/** Two apps, as behind a balancer; the provider knows the first. */
const programs = { app: "dev/drill/app.ts", other_app: "dev/drill/app.ts", worker: "lib/jobs/worker.ts" } as const;
type ProgramName = keyof typeof programs;
export type MachineName = ProgramName | "postgres";

/** All that runs in a drill, on ports and in a folder of its own. */
export type Machines = Awaited<ReturnType<typeof startMachines>>;

export async function startMachines(basePort: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-drill-"));
  chmodSync(folder, 0o755);
  const clockFile = path.join(folder, "clock");
  writeFileSync(clockFile, "0");
  let aheadMs = 0;

  const place = placeOf(folder);
  const port = await freePort(basePort);
  // Killed with -9 it may lose nothing that it said yes to: everything is as in earnest.
  const startPostgres = () =>
    startCluster({
      place,
      port,
      logFile: path.join(folder, "postgres.log"),
      settings: ["shared_buffers=256MB", "max_wal_size=4GB"],
    });
  let postgres: Cluster = await startPostgres();
  await administer(postgres.url("postgres"), "create database drill");
  const url = urlTo(postgres.url("postgres"), "drill");
  await migrate({ url });
  const db: Db = connect(url, 12);

  const inbox = await openInbox();
  const receiver = await openReceiver();
  const appUrl = `http://127.0.0.1:${await freePort(basePort + 1)}`;
  const otherAppUrl = `http://127.0.0.1:${await freePort(basePort + 3)}`;
  const stripePort = await freePort(basePort + 2);
  const stripeUrl = `http://127.0.0.1:${stripePort}`;
  const secret = "whsec_drill";
  const environment = {
    NODE_OPTIONS: `--import ${pathToFileURL(path.resolve("dev/drill/moved-clock.ts")).href}`,
    // In production webhooks reach the public internet alone, and the receiver is on this machine.
    NODE_ENV: "development" as const,
    DRILL_CLOCK: clockFile,
    DATABASE_URL: url,
    DATABASE_POOL_MAX: "20",
    APP_URL: appUrl,
    AUTH_SECRET: drillSecret,
    JOBS_SECRET: randomBytes(16).toString("hex"),
    STRIPE_SECRET_KEY: "sk_test_drill",
    STRIPE_WEBHOOK_SECRET: secret,
    STRIPE_API_URL: stripeUrl,
    STRIPE_REQUESTS_PER_SECOND: "2000",
    SMTP_URL: inbox.url,
    LOG_LEVEL: "warn",
    PAYMENT_SANDBOX_WEBHOOK_SECRET: secret,
  };
  const start = (name: string, program: string, args: string[] = [], also: object = {}): ChildProcess => {
    const log = openSync(path.join(folder, `${name}.log`), "a");
    const child = spawn(process.execPath, ["--import", "tsx", program, ...args], {
      env: { ...process.env, ...environment, ...also },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    return child;
  };
  const stripe = start("stripe", "dev/payment-sandbox/main.ts", [
    ...["--port", String(stripePort), "--webhook-url", `${appUrl}/api/webhooks/stripe`, "--quiet"],
  ]);
  const startProgram = (name: ProgramName) =>
    start(name, programs[name], [], { DRILL_APP_URL: name === "other_app" ? otherAppUrl : appUrl });
  const children = {
    app: startProgram("app"),
    other_app: startProgram("other_app"),
    worker: startProgram("worker"),
  };

  const machines = {
    folder,
    url,
    db,
    appUrls: [appUrl, otherAppUrl],
    stripeUrl,
    inbox,
    receiver,
    /** kill -9, dead for a moment, and up again. */
    async crash(name: MachineName, deadForMs: number): Promise<void> {
      if (name === "postgres") {
        process.kill(postgres.pid, "SIGKILL");
        await sleep(deadForMs);
        postgres = await persist(startPostgres);
        return;
      }
      children[name].kill("SIGKILL");
      if (!isOver(children[name])) await once(children[name], "exit");
      await sleep(deadForMs);
      children[name] = startProgram(name);
    },
    /** What ended by itself is started again, as a supervisor would. */
    revive(): void {
      for (const name of ["app", "other_app", "worker"] as const)
        if (isOver(children[name])) children[name] = startProgram(name);
    },
    /** For shop and provider alike. */
    async passTime(minutes: number): Promise<void> {
      aheadMs += minutes * 60_000;
      writeFileSync(clockFile, String(aheadMs));
      await sleep(250);
      await machines.control("clock", { advanceSeconds: 0 });
    },
    now: () => new Date(Date.now() + aheadMs),
    /** Orders of the sandbox's, and questions. */
    async control(name: string, body?: object): Promise<unknown> {
      const asked = body ? { method: "POST", body: JSON.stringify(body) } : {};
      const answer = await fetch(`${stripeUrl}/sandbox/${name}`, asked);
      if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
      return answer.json();
    },
    /** What the provider, the mailbox and the merchant's endpoint know. */
    readOutside(): Promise<Outside> {
      return readOutside((name) => machines.control(name), { ...inbox, ...receiver });
    },
    async stop({ keep }: { keep: boolean }): Promise<void> {
      for (const child of [...Object.values(children), stripe]) child.kill("SIGKILL");
      await inbox.close();
      await receiver.close();
      await db.$disconnect();
      await postgres.stop();
      if (keep) return;
      removePlace(place);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const isUp = async () => (await Promise.all([appUrl, otherAppUrl, stripeUrl].map(answers))).every(Boolean);
  if (!(await until(isUp, { seconds: 60 }))) throw new Error(`the drill did not start: see ${folder}`);
  return machines;
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** Children of a killed Postgres hold its memory for a moment, and it will not start beside them. */
async function persist(start: () => Promise<Cluster>): Promise<Cluster> {
  for (let time = 1; ; time += 1) {
    try {
      return await start();
    } catch (error) {
      if (time === 30) throw error;
      await sleep(500);
    }
  }
}
