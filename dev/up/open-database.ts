import path from "node:path";
import pg from "pg";
import { reasonOf } from "../../lib/core/reason-of";
import { startCluster } from "../postgres/cluster";
import { placeOf } from "../postgres/place";
import { ShopError } from "./shop-error";

export interface Database {
  url: string;
  stop(): Promise<void>;
}

const name = "cartwright";

/** The Postgres of one data folder, from npm. */
export async function openEmbedded(data: string, port: number): Promise<Database> {
  const cluster = await startCluster({
    place: placeOf(data),
    port,
    logFile: path.join(data, "logs/postgres.log"),
    settings: ["shared_buffers=256MB", "random_page_cost=1.1"],
  });
  const url = cluster.url(name);
  await createWhenMissing(url);
  return { url, stop: () => cluster.stop() };
}

/** A Postgres that was there before us stays when we go. */
export async function openGiven(url: string): Promise<Database> {
  try {
    await createWhenMissing(url);
  } catch (error) {
    throw new ShopError(`The Postgres at DATABASE_URL can't be used: ${reasonOf(error)}`);
  }
  return { url, stop: async () => undefined };
}

async function createWhenMissing(url: string): Promise<void> {
  if (await canConnect(url)) return;
  const target = new URL(url);
  const database = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    const noSuchDatabase = error instanceof pg.DatabaseError && error.code === "3D000";
    if (noSuchDatabase) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether the demo catalog was put in whole: its mark is written in the same transaction. */
export async function isSeeded(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from shop_state where key = 'demo-catalog'");
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
