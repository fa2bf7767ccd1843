import { parseArgs } from "node:util";
import { z } from "zod";
import { connect, type Db } from "../lib/db/client";
import { isLanguage, languageCodes } from "../lib/i18n/markets";
import { makeWorld } from "./search/make-products";
import { makeQueries, sharesOf } from "./search/make-queries";
import { measureFreshness } from "./search/measure-freshness";
import { openDatabase } from "./search/open-database";
import { openEngine } from "./search/open-engine";
import { openLoop } from "./search/open-loop";
import { memoryOf, processorOf } from "./search/processes";

/**
 * `npm run bench:search -- --products 100000`: a generated catalog in the projection, a day's searches at fixed arrival
 * rates, and how soon a change is found meanwhile. `--engine meilisearch` asks that one, over the same database.
 * `--rates 20,50,100`, `--seconds 10` each, `--folder` where database and indexes are kept between runs, `--fresh` to
 * make them anew, `--fill` to make the database and no more.
 */
const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "postgres" },
    products: { type: "string", default: "10000" },
    rates: { type: "string", default: "10,25,50" },
    seconds: { type: "string", default: "10" },
    folder: { type: "string", default: "/var/tmp/cartwright-bench-search" },
    languages: { type: "string", default: languageCodes.join(",") },
    fresh: { type: "boolean", default: false },
    fill: { type: "boolean", default: false },
  },
});
const {
  engine: name,
  products,
  seconds,
  rates,
  languages,
  folder,
  fresh,
  fill,
} = z
  .object({
    engine: z.enum(["postgres", "meilisearch"]),
    products: z.coerce.number().int().min(1_000).max(10_000_000),
    seconds: z.coerce.number().min(1).max(120),
    rates: z.string().transform((text) => text.split(",").map(Number)),
    languages: z.string().transform((text) => text.split(",").filter(isLanguage)),
    folder: z.string(),
    fresh: z.boolean(),
    fill: z.boolean(),
  })
  .parse(values);
/** By then what is asked often is planned, as in a shop that has been open for minutes. None of these is measured. */
const warmUp = { count: 4_000, seed: 11 };
const connections = 8;

const world = makeWorld();
const { cluster, url } = await openDatabase(folder, { world, products, languages }, fresh);
try {
  if (!fill) await measure();
} finally {
  await cluster.stop();
}

async function measure(): Promise<void> {
  const db = connect(url, connections);
  await readFiles(db);
  const { engine, pid, stop } = await openEngine(name, db, { folder, products, languages, fresh });
  const queries = makeQueries({ world, products, languages }, 5_000);
  console.log(
    `${queries.length} searches: ${Object.entries(sharesOf(queries))
      .map(([kind, share]) => `${kind} ${(share * 100).toFixed(1)} %`)
      .join(", ")}`,
  );
  const warming = makeQueries({ world, products, languages }, warmUp.count, warmUp.seed);
  const askOf = (all: typeof queries) => (index: number) => {
    const query = all[index % all.length];
    return query ? engine.search(query.request) : Promise.resolve();
  };
  const [ask, warm] = [askOf(queries), askOf(warming)];
  await Promise.all(
    Array.from({ length: connections }, async (_, lane) => {
      for (let index = lane; index < warmUp.count; index += connections) await warm(index);
    }),
  );

  const processes = new Map([
    ["Postgres", cluster.pid],
    ...(pid ? [["Meilisearch", pid] as const] : []),
    ["this process", process.pid],
  ]);
  const processorTimes = () => new Map([...processes].map(([each, id]) => [each, processorOf(id)]));
  const before = processorTimes();
  let asked = 0;
  for (const rate of rates) {
    const from = asked;
    const { p50, p95, p99, rate: reached, failed } = await openLoop(rate, seconds, (index) => ask(from + index));
    asked += Math.round(rate * seconds);
    console.log(
      `${String(rate).padStart(4)}/s asked ${reached.toFixed(1).padStart(6)}/s answered  p50 ${say(p50)}  p95 ${say(p95)}  p99 ${say(p99)} ms  ${failed} failed`,
    );
  }
  const each = [...processorTimes()].map(
    ([of, time]) => `${of} ${((time - (before.get(of) ?? 0)) / asked).toFixed(1)}`,
  );
  console.log(`of a core, a search: ${each.join(", ")} ms`);
  const calm = rates[0] ?? 10;
  const [found] = await Promise.all([
    measureFreshness({ url, db, engine, world, products }, { changes: 6, pauseMilliseconds: 1_000 }),
    openLoop(calm, 9, (index) => ask(asked + index)),
  ]);
  console.log(`a change is found after ${found.map((time) => time.toFixed(0)).join(", ")} ms, at ${calm}/s`);
  console.log(`memory: ${[...processes].map(([of, id]) => `${of} ${memoryOf(id)}`).join(", ")} MB`);
  await stop();
  await db.$disconnect();
}

/** Reads the database once, so that it is in Postgres's memory, as of a shop that has been open for a day. */
async function readFiles(db: Db): Promise<void> {
  await db.$executeRaw`create extension if not exists pg_prewarm`;
  await db.$executeRaw`
    select pg_prewarm(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;
}

function say(milliseconds: number): string {
  return milliseconds.toFixed(1).padStart(7);
}
