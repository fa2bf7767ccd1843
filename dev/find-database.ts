import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { reasonOf } from "../lib/core/reason-of";
import { portsFile } from "./up/choose-ports";
import { loadDotEnv } from "./up/load-dot-env";
import { ShopError } from "./up/shop-error";

const portsSchema = z.object({ postgres: z.number().int() });

/** DATABASE_URL, past a pooler before it, else the Postgres of the shop that is open on SHOP_DATA. Throws a sentence when neither answers. */
export async function findDatabase(): Promise<string> {
  const root = path.resolve(import.meta.dirname, "..");
  loadDotEnv(root);
  const { DATABASE_URL, DATABASE_DIRECT_URL } = process.env;
  const given = DATABASE_URL && (DATABASE_DIRECT_URL || DATABASE_URL);
  const data = path.resolve(root, process.env.SHOP_DATA || ".shop");
  const url = given || embeddedUrl(data);
  try {
    await lookInto(url);
    return url;
  } catch (error) {
    throw new ShopError(given ? `The Postgres at DATABASE_URL can't be used: ${reasonOf(error)}` : notOpen(data));
  }
}

async function lookInto(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query("select from merchant limit 1");
  } finally {
    await client.end().catch(() => undefined);
  }
}

function embeddedUrl(data: string): string {
  const file = path.join(data, portsFile);
  if (!existsSync(file)) throw new ShopError(notOpen(data));
  const { postgres } = portsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return `postgres://cartwright:cartwright@127.0.0.1:${postgres}/cartwright`;
}

const notOpen = (data: string) =>
  `No shop is open on ${data}. Open it with \`npm run shop\` in another terminal and run this again, or set DATABASE_URL.`;
