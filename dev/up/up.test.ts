import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bareEnvironment } from "../testing/bare-environment";
import { markOf, sources } from "./build-app";
import { choosePorts, reservePort } from "./choose-ports";
import { environmentOf } from "./environment";
import { fingerprint } from "./fingerprint";
import { holdData } from "./hold-data";
import { isLock, takeLock } from "./lock";
import { readOptions } from "./options";
import { identify, stillRuns } from "./process-identity";
import { keepSecrets } from "./secrets";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-up-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text = "") => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

describe("options", () => {
  it("honour PORT and SHOP_DATA and refuse nonsense with a sentence", () => {
    const options = readOptions(["--fresh"], { NODE_ENV: "test", PORT: "4321", SHOP_DATA: folder });
    expect(options).toMatchObject({ port: 4321, data: folder, fresh: true, hot: false });
    expect(() => readOptions([], { NODE_ENV: "test", PORT: "http" })).toThrow(
      'PORT must be a number from 1 to 65535, not "http".',
    );
    expect(() => readOptions(["--frsh"], { NODE_ENV: "test" })).toThrow("Usage: npm run shop");
  });
});

describe("the lock of a data folder", () => {
  const file = () => path.join(folder, "running.json");

  it("is held by one process, and says what its holder noted", () => {
    const mine = takeLock(file(), { port: 1 });
    if (!isLock(mine)) throw new Error("The lock is free");
    expect(takeLock(file(), { port: 2 })).toMatchObject({ pid: process.pid, note: { port: 1 } });
    mine.release();
    expect(isLock(takeLock(file(), null))).toBe(true);
  });

  it("is taken over from a process that was killed, even when its number was given away again", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const theirs = identify(child.pid ?? 0);
    writeFileSync(file(), JSON.stringify({ ...theirs, note: null }));
    expect(isLock(takeLock(file(), null))).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(theirs && stillRuns(theirs)).toBe(false);
    expect(isLock(takeLock(file(), null))).toBe(true);
    writeFileSync(file(), JSON.stringify({ pid: process.pid, startedAt: "another boot", note: null }));
    expect(isLock(takeLock(file(), null))).toBe(true);
  });

  it("is looked for in a folder only: what else SHOP_DATA names is refused with a sentence", async () => {
    put("file");
    await expect(holdData(path.join(folder, "file"), 3000, [])).rejects.toThrow("another folder with SHOP_DATA");
    const lock = await holdData(path.join(folder, "not", "there", "yet"), 3000, []);
    lock.release();
  });

  it("is taken over when it was cut off while it was written", () => {
    writeFileSync(file(), '{"pid":');
    expect(isLock(takeLock(file(), null))).toBe(true);
  });
});

describe("ports", () => {
  it("stay the same from one start to the next, and give way to a program that took one", async () => {
    const first = await choosePorts(folder, 3000);
    expect(new Set(Object.values(first)).size).toBe(4);
    expect(await choosePorts(folder, 3000)).toEqual(first);
    const server = net.createServer().listen(first.inbox, "127.0.0.1");
    await once(server, "listening");
    const second = await choosePorts(folder, 3000);
    expect(second.inbox).not.toBe(first.inbox);
    expect(second.postgres).toBe(first.postgres);
    server.close();
  });

  it("leave the shop its own, whichever of theirs it is", async () => {
    const { inbox } = await choosePorts(folder, 3000);
    const beside = await choosePorts(folder, inbox);
    expect(Object.values(beside)).not.toContain(inbox);
  });

  it("are held against another shop, in a folder of one user's own", () => {
    vi.stubEnv("TMPDIR", folder);
    put(`cartwright-ports-${process.getuid?.()}/4321`, JSON.stringify({ ...identify(process.ppid), note: null }));
    expect([reservePort(4321), reservePort(4322)]).toEqual([false, true]);
  });
});

/** What a program has in its environment that reads the files of the folder, as the shop's own do or as Next does. */
function readFiles(by: "us" | "next", environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = {
    us: 'import { loadDotEnv } from "./dev/up/load-dot-env.ts"; loadDotEnv(process.argv[1]);',
    next: 'import { createRequire } from "node:module"; createRequire(process.cwd() + "/")("@next/env").loadEnvConfig(process.argv[1], false);',
  }[by];
  const program = ["--import", "tsx", "--input-type=module", "-e", `${read} console.log(JSON.stringify(process.env))`];
  return JSON.parse(execFileSync(process.execPath, [...program, folder], { env: environment, encoding: "utf8" }));
}

it("a file of variables is one thing to app, worker and commands, a $ in it too, and is read once", () => {
  put(".env.local", "FIRST=local\n");
  put(".env", "NAME=mara\nWITH='pa$NAME'\nWITHOUT='pa\\$NAME$'\nFIRST=shared # of all\nGIVEN=file\nNOTHING=file\n");
  const alone = { PATH: process.env.PATH, NODE_ENV: "production", GIVEN: "set", NOTHING: "" } as const;
  const ours = readFiles("us", alone);
  const told = { NAME: "mara", WITH: "pamara", WITHOUT: "pa$NAME$", FIRST: "local", GIVEN: "set", NOTHING: "" };
  expect(ours).toMatchObject(told);
  expect(readFiles("next", alone)).toMatchObject(told);
  expect(readFiles("next", ours)).toMatchObject(told);
});

describe("the environment", () => {
  const ports = { postgres: 1, sandbox: 2, smtp: 3, inbox: 4 };
  const read = (args: string[] = []) => {
    for (const [name, value] of Object.entries(readFiles("us", process.env))) vi.stubEnv(name, value);
    return environmentOf(readOptions(args, process.env), "postgres://its/own", ports, keepSecrets(folder));
  };
  const services = {
    DATABASE_URL: "postgres://developer/mine",
    MEILI_URL: "http://meilisearch:7700",
    REDIS_URL: "redis://redis:6379",
    MEDIA_DIR: "/home/developer/media",
    SMTP_URL: "smtp://mail:25",
    STRIPE_SECRET_KEY: "sk_test_mine",
    STRIPE_WEBHOOK_SECRET: "whsec_mine",
  };
  beforeEach(() => {
    for (const name of [...Object.keys(services), "PORT", "SHOP_DATA"]) vi.stubEnv(name, undefined);
    vi.stubEnv("SHOP_DATA", folder);
    put(
      ".env",
      Object.entries(services)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
  });

  it("is what stands in .env, but for the database, which the shop has opened", () => {
    expect(read()).toMatchObject({ ...services, DATABASE_URL: "postgres://its/own" });
  });

  it("of a shop for tests takes nothing from there, nor may Next", () => {
    for (const [name, value] of Object.entries(bareEnvironment(process.env))) vi.stubEnv(name, value);
    const environment = read();
    expect(environment).toMatchObject({ MEILI_URL: "", REDIS_URL: "", SMTP_URL: "smtp://127.0.0.1:3" });
    const values = Object.values(environment);
    expect(Object.values(services).filter((value) => values.includes(value))).toEqual([]);
  });
});

describe("secrets", () => {
  it("are made once and readable by their owner alone", () => {
    const secrets = keepSecrets(folder);
    expect(keepSecrets(folder)).toEqual(secrets);
    expect(secrets.sandboxKey).toMatch(/^sk_test_/);
    expect(new Set(Object.values(secrets)).size).toBe(4);
  });
});

it("a build of another key is another build", () => {
  put("app/page.tsx", "one");
  const withKey = (key: string) => {
    vi.stubEnv("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", key);
    return markOf(folder);
  };
  const before = withKey("");
  const [one, other] = [withKey("one"), withKey("other")];
  expect(new Set([before, one, other]).size).toBe(3);
  expect(withKey("one")).toBe(one);
});

describe("the fingerprint of the sources", () => {
  it("changes with a source, not with a test or what is generated", () => {
    put("app/page.tsx", "one");
    const of = () => fingerprint(folder, ["app", "lib", "missing.ts"]);
    const before = of();
    put("app/page.test.tsx", "a test");
    put("lib/db/generated/client.ts", "generated");
    expect(of()).toBe(before);
    put("lib/new.ts", "");
    const after = of();
    expect(after).not.toBe(before);
    put("app/page.tsx", "two");
    expect(of()).not.toBe(after);
  });

  it("covers every file of the app's that lies beside its folders", () => {
    const ofTools = /^(playwright|prisma|vitest)\.config\.ts$|\.(test|d)\.ts$/;
    const beside = readdirSync(".").filter((name) => /\.(ts|mjs)$/.test(name) && !ofTools.test(name));
    expect(beside).toContain("proxy.ts");
    expect(beside.filter((name) => !sources.includes(name))).toEqual([]);
  });
});
