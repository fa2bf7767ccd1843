import { z } from "zod";
import { readCommandLine } from "../lib/core/command-line";
import { isLanguage, languageCodes } from "../lib/i18n/markets";
import { median } from "./load";
import { makeWorld } from "./search/make-products";
import { measureFreshness } from "./search/measure-freshness";
import { openCluster, openDatabase } from "./search/open-database";
import type { Measured } from "./search/open-loop";
import { openSide, type Side } from "./search/open-side";
import { memoryOf } from "./search/processes";

/**
 * `npm run bench:search -- --products 100000`: a generated catalog in the projection, a day's searches at fixed arrival
 * rates, and how soon a change is found meanwhile. `--control 100000` asks a catalog of that size by turns with it,
 * window by window, so that what the machine does to one it does to the other; `--rounds 3` windows at each rate.
 * `--engine meilisearch` asks that one, over the same database. `--rates 20,50,100`, `--seconds 10` each, `--folder`
 * where database and indexes are kept between runs, `--fresh` to make them anew, `--fill` to make the database and no more.
 */
const usage =
  "Usage: npm run bench:search [-- --products 10000 --control 1000 --engine meilisearch --rates 10,25,50 --seconds 10 --rounds 1 --languages en --folder … --fresh --fill]";
const { values } = readCommandLine(usage, {
  options: {
    engine: { type: "string", default: "postgres" },
    products: { type: "string", default: "10000" },
    control: { type: "string" },
    rates: { type: "string", default: "10,25,50" },
    seconds: { type: "string", default: "10" },
    rounds: { type: "string", default: "1" },
    folder: { type: "string", default: "/var/tmp/cartwright-bench-search" },
    languages: { type: "string", default: languageCodes.join(",") },
    fresh: { type: "boolean", default: false },
    fill: { type: "boolean", default: false },
  },
});
const size = z.coerce.number().int().min(1_000).max(10_000_000);
const read = z
  .object({
    engine: z.enum(["postgres", "meilisearch"]),
    products: size,
    control: size.optional(),
    seconds: z.coerce.number().min(1).max(120),
    rounds: z.coerce.number().int().min(1).max(20),
    rates: z.string().transform((text) => text.split(",").map(Number)),
    languages: z.string().transform((text) => text.split(",").filter(isLanguage)),
    folder: z.string(),
    fresh: z.boolean(),
    fill: z.boolean(),
  })
  .safeParse(values);
if (!read.success) {
  console.error(`${z.prettifyError(read.error)}\n${usage}`);
  process.exit(1);
}
const options = read.data;

/** Milliseconds from which a search is shown with when in its window it was due. */
const stallMin = 100;

const { products, control, languages, folder, fresh } = options;
const world = makeWorld();
const sizes = control ? [control, products] : [products];
const cluster = await openCluster(folder);
try {
  if (options.fill)
    for (const each of sizes) await openDatabase(cluster, folder, { world, products: each, languages }, fresh);
  else await measure();
} finally {
  await cluster.stop();
}

async function measure(): Promise<void> {
  const sides: Side[] = [];
  for (const each of sizes) sides.push(await openSide(cluster, { world, products: each, languages }, options));
  for (const rate of options.rates) await measureAt(rate, sides);
  for (const side of sides) {
    const each = [...side.spent()].map(([of, time]) => `${of} ${time.toFixed(1)}`);
    console.log(`of a core, a search of ${side.products}: ${each.join(", ")} ms`);
  }
  const subject = sides.at(-1);
  if (subject) await measureChanges(subject);
  for (const side of sides) await side.stop();
}

/** Each side's windows by turns, and of all windows at this rate how much slower the larger catalog is. */
async function measureAt(rate: number, sides: readonly Side[]): Promise<void> {
  const windows = new Map<Side, number[]>();
  for (let round = 0; round < options.rounds; round++)
    for (const side of sides) {
      const measured = await side.ask(rate, options.seconds);
      windows.set(side, [...(windows.get(side) ?? []), measured.p95]);
      console.log(lineOf(side, rate, measured));
      const stalls = measured.slowest.filter(({ took }) => took >= stallMin);
      if (stalls.length > 0)
        console.log(
          `          ${stalls.map(({ due, took }) => `${took.toFixed(0)} ms at ${due.toFixed(0)}`).join(", ")}`,
        );
    }
  const [base, subject] = sides.map((side) => median(windows.get(side) ?? []));
  if (base && subject)
    console.log(`${rate}/s, median p95 of ${options.rounds}: ${(subject / base).toFixed(2)} times the control's`);
}

/** Shows how soon a change is found at the lowest rate, and what memory all of it takes. */
async function measureChanges(side: Side): Promise<void> {
  const calm = options.rates[0] ?? 10;
  const [found] = await Promise.all([
    measureFreshness({ ...side, world }, { changes: 6, pauseMilliseconds: 1_000 }),
    side.ask(calm, 9),
  ]);
  console.log(`a change is found after ${found.map((time) => time.toFixed(0)).join(", ")} ms, at ${calm}/s`);
  console.log(`memory: ${[...side.processes].map(([of, id]) => `${of} ${memoryOf(id)}`).join(", ")} MB`);
}

function lineOf({ products }: Side, rate: number, { rate: reached, p50, p95, p99, failed }: Measured): string {
  const say = (milliseconds: number) => milliseconds.toFixed(1).padStart(7);
  return `${String(products).padStart(8)}  ${String(rate).padStart(4)}/s asked ${reached.toFixed(1).padStart(6)}/s answered  p50 ${say(p50)}  p95 ${say(p95)}  p99 ${say(p99)} ms  ${failed} failed`;
}
