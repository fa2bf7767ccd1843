import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { freePort } from "../../dev/ports";
import { type Cluster, startCluster } from "../../dev/postgres/cluster";
import { placeOf } from "../../dev/postgres/place";
import { migrate } from "../../lib/db/migrate";
import { dropIndexes, fillCatalog, type Index, type Wanted } from "./fill-catalog";

/** A dedicated server's settings in small: shared buffers that hold a million products, three eighths of 24 gigabytes. */
const settings = [
  "shared_buffers=9GB",
  "effective_cache_size=9GB",
  "random_page_cost=1.1",
  "work_mem=32MB",
  "maintenance_work_mem=1GB",
  "jit=off",
  "io_method=sync",
  "max_wal_size=8GB",
  "wal_level=minimal",
  "max_wal_senders=0",
  "shared_preload_libraries=",
];

const stateSchema = z.object({
  indexes: z.array(z.object({ name: z.string(), definition: z.string() })),
  done: z.array(z.string()),
});

/** The cluster all catalogs are kept in, in `folder`. */
export async function openCluster(folder: string): Promise<Cluster> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const [place, logFile] = [placeOf(folder), path.join(folder, "postgres.log")];
  return startCluster({ place, port: await freePort(), logFile, settings });
}

/**
 * The address of the database of a generated catalog, kept in `folder` between runs; made anew (`fresh`) when the schema or the generator
 * has changed. What was interrupted goes on where it was.
 */
export async function openDatabase(cluster: Cluster, folder: string, wanted: Wanted, fresh: boolean): Promise<string> {
  const name = `products_${wanted.products}`;
  const file = path.join(folder, `${name}.json`);
  if (fresh || !existsSync(file))
    writeFileSync(file, JSON.stringify({ indexes: await createDatabase(cluster, name), done: [] }));
  const { indexes, done } = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const began = performance.now();
  await fillCatalog(cluster.url(name), wanted, indexes, {
    has: (step) => done.includes(step),
    add(step) {
      done.push(step);
      writeFileSync(file, JSON.stringify({ indexes, done }));
    },
  });
  console.log(`${wanted.products} products ready after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return cluster.url(name);
}

async function createDatabase(cluster: Cluster, name: string): Promise<Index[]> {
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  await admin.end();
  await migrate({ url: cluster.url(name) });
  return dropIndexes(cluster.url(name));
}
