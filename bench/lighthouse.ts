import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { environmentFor, findBrowser } from "../dev/testing/find-browser";
import { findPages, shopUrl, startControlApp } from "./control-app";
import { median } from "./load";

/**
 * `npm run bench:lighthouse`: Lighthouse's mobile run of the product page, with its own throttling, in turns with an
 * empty page of the same Next.js. Lighthouse brings more packages than the shop has, so npm fetches it for the run
 * instead of installing it.
 */
const lighthouse = "lighthouse@13.5.0";
const runs = 5;

const numeric = z.object({ numericValue: z.number() });
const reportSchema = z.object({
  categories: z.object({ performance: z.object({ score: z.number() }) }),
  audits: z.object({
    "largest-contentful-paint": numeric,
    "cumulative-layout-shift": numeric,
    "total-blocking-time": numeric,
    "network-requests": z.object({
      details: z.object({
        items: z.array(z.object({ resourceType: z.string().optional(), transferSize: z.number().optional() })),
      }),
    }),
  }),
});

interface Figures {
  score: number;
  lcpMs: number;
  cls: number;
  tbtMs: number;
  scriptBytes: number;
}

const names = ["score", "lcpMs", "cls", "tbtMs", "scriptBytes"] as const satisfies (keyof Figures)[];

const { product } = await findPages(shopUrl());
await fetch(product).then((reply) => reply.arrayBuffer());
const browser = await findBrowser();
const control = await startControlApp();
const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-lighthouse-"));
try {
  const pages = [
    { name: "product", url: product, all: [] as Figures[] },
    { name: "empty", url: control.url, all: [] as Figures[] },
  ];
  console.log(product);
  for (let run = 1; run <= runs; run += 1) {
    for (const { name, url, all } of pages) {
      const figures = await measure(url, path.join(folder, `${name}-${run}.json`));
      all.push(figures);
      console.log(row(`${name} ${run}`, figures));
    }
  }
  for (const { name, all } of pages) console.log(row(`${name}, median`, medianOf(all)));
} finally {
  control.stop();
  rmSync(folder, { recursive: true, force: true });
}

function medianOf(all: readonly Figures[]): Figures {
  const figures: Figures = { score: 0, lcpMs: 0, cls: 0, tbtMs: 0, scriptBytes: 0 };
  for (const name of names) figures[name] = median(all.map((each) => each[name]));
  return figures;
}

async function measure(url: string, file: string): Promise<Figures> {
  await runLighthouse([
    url,
    "--quiet",
    "--output",
    "json",
    "--output-path",
    file,
    "--only-categories=performance",
    "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-dev-shm-usage",
  ]);
  const { categories, audits } = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    score: Math.round(categories.performance.score * 100),
    lcpMs: audits["largest-contentful-paint"].numericValue,
    cls: audits["cumulative-layout-shift"].numericValue,
    tbtMs: audits["total-blocking-time"].numericValue,
    scriptBytes: audits["network-requests"].details.items
      .filter(({ resourceType }) => resourceType === "Script")
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
  };
}

function runLighthouse(args: string[]): Promise<void> {
  const child = spawn("npm", ["exec", "--yes", "--package", lighthouse, "--", "lighthouse", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environmentFor(browser.libraryPath), CHROME_PATH: browser.executablePath },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`Lighthouse ended with code ${code}. npm fetches it: is the web there?`)),
    );
  });
}

function row(name: string, { score, lcpMs, cls, tbtMs, scriptBytes }: Figures): string {
  const columns = [
    `score ${String(score).padStart(3)}`,
    `LCP ${(lcpMs / 1000).toFixed(2)} s`,
    `CLS ${cls.toFixed(3)}`,
    `TBT ${tbtMs.toFixed(0).padStart(4)} ms`,
    `scripts ${(scriptBytes / 1024).toFixed(1)} KB`,
  ];
  return `${name.padEnd(15)} ${columns.join("   ")}`;
}
