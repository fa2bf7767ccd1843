import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { environmentFor, findBrowser } from "../dev/testing/find-browser";
import { findPages, shopUrl } from "./control-app";
import { median } from "./load";

/**
 * `npm run bench:lighthouse`: Lighthouse's mobile run of the product page, with its own throttling. Lighthouse brings
 * more packages than the shop has, so npm fetches it for the run instead of installing it.
 */
const lighthouse = "lighthouse@13.5.0";
const runs = 3;

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

const { product } = await findPages(shopUrl());
await fetch(product).then((reply) => reply.arrayBuffer());
const browser = await findBrowser();
const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-lighthouse-"));
try {
  console.log(product);
  const all: Figures[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const figures = await measure(path.join(folder, `${run}.json`));
    all.push(figures);
    console.log(row(String(run), figures));
  }
  const middle = (name: keyof Figures) => median(all.map((figures) => figures[name]));
  const middles = {
    score: middle("score"),
    lcpMs: middle("lcpMs"),
    cls: middle("cls"),
    tbtMs: middle("tbtMs"),
    scriptBytes: middle("scriptBytes"),
  };
  console.log(row("median", middles));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(file: string): Promise<Figures> {
  await runLighthouse([
    product,
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
  return `${name.padEnd(7)} ${columns.join("   ")}`;
}
