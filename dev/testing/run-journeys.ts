import { spawn } from "node:child_process";
import { createWriteStream, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { reasonOf } from "../../lib/core/reason-of";
import { freePort } from "../ports";
import { placeOf, removePlace } from "../postgres/place";
import { bareEnvironment } from "./bare-environment";
import { environmentFor, findBrowser } from "./find-browser";
import { runNode } from "./run-node";
import { failureOf, type Tally } from "./tally";

const suiteSchema = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      tests: z.array(
        z.object({
          projectName: z.string(),
          status: z.string(),
          results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(suiteSchema).default([]),
});

/** Opens a shop of its own as anybody would, `npm run shop`, and walks through it in a browser. */
export async function runJourneys(folder: string): Promise<Tally> {
  const browser = await findBrowser().catch((error: unknown) => {
    console.error(reasonOf(error));
    return null;
  });
  if (!browser) return { passed: 0, failed: 1 };
  const shop = await openShop(path.join(folder, "shop"));
  if (!shop) return { passed: 0, failed: 1 };
  try {
    const report = path.join(folder, "journeys.json");
    const { LD_LIBRARY_PATH = "" } = environmentFor(browser.libraryPath);
    const code = await runNode(["node_modules/@playwright/test/cli.js", "test"], {
      SHOP_URL: shop.url,
      MAIL_URL: shop.mailUrl,
      SANDBOX_URL: shop.sandboxUrl,
      CHROME_PATH: browser.executablePath,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }),
    });
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    return journeysTally(reportSchema.parse(JSON.parse(readFileSync(report, "utf8"))), code);
  } finally {
    await shop.stop();
  }
}

export function journeysTally({ stats, suites }: z.input<typeof reportSchema>, code: number): Tally {
  const { expected, flaky, unexpected } = stats;
  return {
    passed: expected + flaky,
    failed: Math.max(unexpected, code === 0 ? 0 : 1),
    atSecondTry: flaky,
    failures: (suites ?? []).flatMap(troublesOf),
  };
}

/** What failed, and what passed at the second try only. */
function troublesOf({ specs, suites = [] }: z.infer<typeof suiteSchema>): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, results }) =>
        failureOf(`[${projectName}] ${file} › ${title}`, results.find(({ error }) => error)?.error?.message),
      ),
  );
  return [...own, ...suites.flatMap(troublesOf)];
}

interface OpenShop {
  url: string;
  mailUrl: string;
  sandboxUrl: string;
  stop(): Promise<void>;
}

const portsSchema = z.object({ inbox: z.number(), sandbox: z.number() });

/** Null when it did not open; why stands in what it said. */
async function openShop(data: string): Promise<OpenShop | null> {
  const port = await freePort();
  const child = spawn(process.execPath, ["dev/shop.mjs"], {
    env: { ...bareEnvironment(process.env), PORT: String(port), SHOP_DATA: data },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const log = createWriteStream(`${data}.log`);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const opened = new Promise<boolean>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      log.write(chunk);
      process.stdout.write(chunk);
      if (chunk.includes("Cartwright is open:")) resolve(true);
    });
    child.once("exit", () => resolve(false));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    removePlace(placeOf(data));
  };
  process.once("SIGINT", () => child.kill("SIGTERM"));
  if (!(await opened)) return null;
  const ports = portsSchema.parse(JSON.parse(readFileSync(path.join(data, "ports.json"), "utf8")));
  return {
    url: `http://localhost:${port}`,
    mailUrl: `http://localhost:${ports.inbox}`,
    sandboxUrl: `http://localhost:${ports.sandbox}`,
    stop,
  };
}
