import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { startHandingOnPooler } from "@/dev/testing/handing-on-pooler";
import { useDatabase } from "@/dev/testing/use-database";

const database = useDatabase();
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** What a person types to run the shop; what measures pages, or takes their pictures, takes no arguments. */
const commands = Object.entries(scripts).filter(
  ([name, line]) => line.includes("--import tsx") && !/^(bench:(?!search)|screenshots)/.test(name),
);

/** What a command says, and with what it ends. */
function run(line: string, added: string[], variables: Record<string, string> = {}) {
  const [, ...args] = line.split(" ");
  const env = { ...process.env, DATABASE_URL: database.url, ...variables };
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = execFile(process.execPath, [...args, ...added], { env, timeout: 50_000 }, (_, out, err) =>
      resolve({ code: child.exitCode, said: out + err }),
    );
  });
}

const whole = { AUTH_SECRET: "a".repeat(32), STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };
const frames = /^ {4}at /m;

const patience = 60_000;
const lineOf = (name: string): string => scripts[name] ?? "";

it.each(commands)(
  "npm run %s names what it does not know, says how it is used, and does nothing",
  async (name, line) => {
    const { code, said } = await run(line, ["--no-such-thing"]);
    expect(said).toContain("--no-such-thing");
    expect(said).toContain(`npm run ${name}`);
    expect(said).not.toMatch(frames);
    expect(code).toBe(1);
  },
  patience,
);

it.each(commands)(
  "npm run %s says how it is used to who asks, also where no shop is open",
  async (name, line) => {
    const { code, said } = await run(line, ["--help"], { DATABASE_URL: "", SHOP_DATA: "/nowhere" });
    expect(said).toContain(`npm run ${name}`);
    expect(code).toBe(0);
  },
  patience,
);

it.each(
  ["migrate", "seed", "rates"].flatMap((name) => [
    {
      name,
      url: "mysql://user:password@127.0.0.1:1/shop",
      sentence: /DATABASE_URL (must be a Postgres URL|can't be used)/,
    },
    // A name with two addresses: what failed at each has no words of its own.
    { name, url: "postgres://nobody@localhost:1/shop", sentence: /ECONNREFUSED/ },
  ]),
)(
  "npm run $name says in a sentence that $url is no database to use",
  async ({ name, url, sentence }) => {
    const { code, said } = await run(lineOf(name), [], { DATABASE_URL: url });
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(frames);
    expect(code).toBe(1);
  },
  patience,
);

it(
  "npm run worker says of a level of its log that there is none",
  async () => {
    const { code, said } = await run(lineOf("worker"), [], { ...whole, LOG_LEVEL: "loud" });
    expect(said).toContain("- LOG_LEVEL");
    expect(said).not.toMatch(frames);
    expect(code).toBe(1);
  },
  patience,
);

it(
  "npm run stock:check looks after stock also where the user of a container has no name",
  async () => {
    const nameless = `import os from "node:os"; import { syncBuiltinESMExports } from "node:module";
      os.userInfo = () => { throw new Error("no entry"); }; syncBuiltinESMExports();`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(nameless)}`;
    const { code, said } = await run(lineOf("stock:check"), [], { NODE_OPTIONS });
    expect(said).toContain("Every counter is what its ledger adds up to.");
    expect(code).toBe(0);
  },
  patience,
);

it(
  "what keeps a session goes past a pooler that hands it on, and where it isn't told the way says so",
  async () => {
    const pooler = await startHandingOnPooler(database.url);
    const pooled = { ...whole, DATABASE_URL: pooler.url };
    for (const name of ["migrate", "reindex", "worker"]) {
      const { code, said } = await run(lineOf(name), [], pooled);
      expect([code, said.trim()], name).toEqual([1, expect.stringContaining("set DATABASE_DIRECT_URL to")]);
      expect(said).not.toMatch(frames);
    }
    for (const name of ["migrate", "reindex", "stock:check"])
      expect(await run(lineOf(name), [], { ...pooled, DATABASE_DIRECT_URL: database.url }), name).toMatchObject({
        code: 0,
      });
    pooler.stop();
  },
  2 * patience,
);
