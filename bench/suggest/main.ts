import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildCatalog } from "../../dev/demo-catalog/build-catalog";
import { freePort } from "../../dev/ports";
import { startScratchServer } from "../../dev/postgres/scratch";
import { writeDemo } from "../../dev/seed/write-demo";
import { connect } from "../../lib/db/client";
import { migrate } from "../../lib/db/migrate";
import { buildSuggestions } from "../../lib/search/build-suggestions";
import { readSuggestions, storeSuggestions } from "../../lib/search/store-suggestions";
import { measureInProcess } from "./in-process";
import { makeQueries } from "./make-queries";
import { type OpenLoad, openLoad } from "./open-load";
import { typePrefixes } from "./type-prefixes";

/**
 * `npm run bench:suggest`: completion with a million queries, in process and over HTTP at 1,000 requests a second. The
 * server is the built shop (`next start`) where there is a build, else the same handler on a bare one, and the run says
 * which; it completes from the million queries and from the products of the demo catalog, which a third of the
 * requests are about. The control is a request of the same server that does nothing.
 */
const [count, perSecond, seconds, rounds] = [1_000_000, 1_000, 15, 3];
const root = path.resolve(import.meta.dirname, "../..");

const entries = makeQueries(count);
const { snapshot, lines } = measureInProcess(entries);
console.log(lines.join("\n"));

const database = await startScratchServer();
const url = database.url("postgres");
try {
  await migrate({ url });
  const titles = await fillDatabase();
  const server = await startServer();
  try {
    await measureOverHttp(server.url, titles);
  } finally {
    server.stop();
  }
} finally {
  await database.stop();
}

async function fillDatabase(): Promise<string[]> {
  const db = connect(url, 4);
  const now = new Date();
  const catalog = buildCatalog(now);
  await writeDemo(db, catalog, { now, password: "none", version: "bench" });
  await buildSuggestions(db, now);
  const stored = await readSuggestions(db, "en");
  if (!stored) throw new Error("Nothing was built.");
  const snapshots = { ...stored.snapshots, queries: snapshot };
  await storeSuggestions(db, "en", { snapshots, whole: stored.whole, now });
  await db.$disconnect();
  return catalog.products.map(({ title }) => title.en);
}

async function startServer(): Promise<{ url: string; stop(): void }> {
  const port = String(await freePort());
  const built = existsSync(path.join(root, ".next/BUILD_ID"));
  const args = built
    ? ["node_modules/next/dist/bin/next", "start", "-p", port]
    : ["--import", "tsx", "bench/suggest/serve.ts", port];
  const secret = "a secret for measurements, and for them only";
  const shop = { STRIPE_SECRET_KEY: "sk_test_bench", STRIPE_WEBHOOK_SECRET: "whsec_bench", AUTH_SECRET: secret };
  const env = { ...process.env, ...shop, NODE_ENV: "production" as const, DATABASE_URL: url, LOG_LEVEL: "error" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  console.log(`\n${built ? "the built shop, next start" : "a bare server with the same handler (no build was there)"}`);
  const address = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const there = await fetch(`${address}/api/health/ready`).catch(() => null);
    if (there?.ok) return { url: address, stop: () => child.kill("SIGTERM") };
    await sleep(150);
  }
  child.kill("SIGTERM");
  throw new Error("The server did not begin.");
}

async function measureOverHttp(server: string, titles: readonly string[]): Promise<void> {
  const queries = entries.map(({ value }) => value);
  const idle = [`${server}/api/health/live`];
  await openLoad(suggestUrls(server, queries, titles, 99), { perSecond: 300, seconds: 5 });
  for (let round = 1; round <= rounds; round += 1) {
    console.log(row("control", await openLoad(idle, { perSecond, seconds: 5 })));
    console.log(row("completion", await openLoad(suggestUrls(server, queries, titles, round), { perSecond, seconds })));
  }
}

/** Other ones in each round, so that what was kept from the last answers only what is typed again. */
function suggestUrls(server: string, queries: readonly string[], titles: readonly string[], seed: number): string[] {
  const asked = perSecond * seconds;
  const words = titles.flatMap((title) => [title, title.split(" ").slice(1).join(" ")]);
  const [ofQueries, ofTitles] = [typePrefixes(queries, asked, seed), typePrefixes(words, asked, seed + 50)];
  return Array.from({ length: asked }, (_, index) => {
    const text = (index % 3 === 0 ? ofTitles[index] : ofQueries[index]) ?? "";
    return `${server}/api/suggest?locale=en-US&q=${encodeURIComponent(text)}`;
  });
}

function row(name: string, { perSecond: answered, p50, p99, p999, max, failed }: OpenLoad): string {
  const times = `p50 ${p50.toFixed(1)}   p99 ${p99.toFixed(1)}   p99.9 ${p999.toFixed(1)}   max ${max.toFixed(0)} ms`;
  return `${name.padEnd(11)} ${answered.toFixed(0).padStart(5)}/s   ${times}   ${failed} failed`;
}
