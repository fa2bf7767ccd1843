import type { Cluster } from "../../dev/postgres/cluster";
import { connect, type Db } from "../../lib/db/client";
import type { SearchEngine } from "../../lib/search/engine";
import type { Wanted } from "./fill-catalog";
import { makeQueries, sharesOf } from "./make-queries";
import { openDatabase } from "./open-database";
import { type EngineName, openEngine } from "./open-engine";
import { type Measured, openLoop } from "./open-loop";
import { processorOf } from "./processes";

/** By then what is asked often is planned, as in a shop that has been open for minutes. None of these is measured. */
const warmUp = { count: 4_000, seed: 11 };
const connections = 8;

export interface Place {
  engine: EngineName;
  folder: string;
  fresh: boolean;
}

/** A catalog of one size under one engine, and the searches it is asked, which go on from window to window. */
export interface Side {
  products: number;
  url: string;
  db: Db;
  engine: SearchEngine;
  /** What the machine runs for it, by name. */
  processes: ReadonlyMap<string, number>;
  /** Milliseconds of a core a search has had of each of them so far. */
  spent: () => Map<string, number>;
  ask: (perSecond: number, seconds: number) => Promise<Measured>;
  stop: () => Promise<void>;
}

export async function openSide(
  cluster: Cluster,
  wanted: Wanted,
  { engine: name, folder, fresh }: Place,
): Promise<Side> {
  const url = await openDatabase(cluster, folder, wanted, fresh);
  const db = connect(url, connections);
  await readFiles(db);
  const { engine, pid, stop } = await openEngine(name, db, { ...wanted, folder, fresh });
  const queries = makeQueries(wanted, 5_000);
  console.log(`${wanted.products} products, ${queries.length} searches: ${sayShares(sharesOf(queries))}`);
  await warm(engine, makeQueries(wanted, warmUp.count, warmUp.seed));

  const processes = new Map([
    ["Postgres", cluster.pid],
    ...(pid ? [["Meilisearch", pid] as const] : []),
    ["this process", process.pid],
  ]);
  const times = new Map([...processes.keys()].map((each) => [each, 0]));
  let asked = 0;
  return {
    products: wanted.products,
    url,
    db,
    engine,
    processes,
    spent: () => new Map([...times].map(([each, time]) => [each, time / asked])),
    async ask(perSecond, seconds) {
      const from = asked;
      const before = new Map([...processes].map(([each, id]) => [each, processorOf(id)]));
      const measured = await openLoop(perSecond, seconds, (index) => {
        const query = queries[(from + index) % queries.length];
        return query ? engine.search(query.request) : Promise.resolve();
      });
      asked += Math.round(perSecond * seconds);
      for (const [each, id] of processes)
        times.set(each, (times.get(each) ?? 0) + processorOf(id) - (before.get(each) ?? 0));
      return measured;
    },
    async stop() {
      await stop();
      await db.$disconnect();
    },
  };
}

async function warm(engine: SearchEngine, queries: ReturnType<typeof makeQueries>): Promise<void> {
  const left = queries.values();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const { request } of left) await engine.search(request);
    }),
  );
}

/** Reads the database once, so that it is in Postgres's memory, as of a shop that has been open for a day. */
async function readFiles(db: Db): Promise<void> {
  await db.$executeRaw`create extension if not exists pg_prewarm`;
  await db.$executeRaw`
    select pg_prewarm(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;
}

function sayShares(shares: ReturnType<typeof sharesOf>): string {
  return Object.entries(shares)
    .map(([kind, share]) => `${kind} ${(share * 100).toFixed(1)} %`)
    .join(", ");
}
