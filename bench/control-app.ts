import { execFileSync, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../dev/ports";

const root = path.resolve(import.meta.dirname, "..");
const next = path.join(root, "node_modules/next/dist/bin/next");

export interface Running {
  url: string;
  stop(): void;
}

/** Builds and starts the empty app beside the shop, so that both are measured in one run on one machine. */
export async function startControlApp(): Promise<Running> {
  const folder = path.join(root, "bench/empty-app");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" as const };
  execFileSync(process.execPath, [next, "build", folder], { env, stdio: "ignore" });
  const port = await freePort();
  const child = spawn(process.execPath, [next, "start", folder, "-p", String(port)], { env, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await fetch(url).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      break;
    await sleep(100);
  }
  return { url, stop: () => child.kill("SIGTERM") };
}

/** The shop under test: `SHOP_URL`, or the one `npm run shop` opened on its usual port. */
export function shopUrl(): string {
  return (process.env.SHOP_URL ?? "http://localhost:3000").replace(/\/$/, "");
}

/** The address of a product page and of its category, found as a shopper finds them. */
export async function findPages(url: string): Promise<{ product: string; category: string }> {
  const home = await (await fetch(`${url}/en-US`)).text();
  const product = /href="(\/en-US\/p\/[^"?#]+)"/.exec(home)?.[1];
  const category = /href="(\/en-US\/c\/[^"?#]+)"/.exec(home)?.[1];
  if (!product || !category) throw new Error(`No product or category on ${url}/en-US. Is the shop open there?`);
  return { product: url + product, category: url + category };
}
