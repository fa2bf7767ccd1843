import type pg from "pg";
import { type Language, languageCodes } from "../../lib/i18n/markets";
import { tieredFrom, tieredKey, tierSizes } from "../../lib/search/tiers";
import { connectTo } from "./connect";
import { copyInto } from "./copy";
import { array, line } from "./lines";
import type { World } from "./make-products";
import { streamTables } from "./stream-tables";

const tables = ["catalog_entry", "catalog_text", "catalog_price", "search_word"];

/** An index as it is made again. */
export interface Index {
  name: string;
  definition: string;
}

export interface Wanted {
  world: World;
  products: number;
  languages: readonly Language[];
}

/** A step of filling; each is done once, so that a fill of millions that was interrupted goes on where it was. */
interface Step {
  name: string;
  run: (client: pg.Client) => Promise<unknown>;
}

/** Streams a generated catalog into the projection by COPY, then makes its indexes. `done` knows the steps done before. */
export async function fillCatalog(
  url: string,
  { world, products, languages }: Wanted,
  indexes: readonly Index[],
  done: { has(step: string): boolean; add(step: string): void },
): Promise<void> {
  const client = await connectTo(url);
  for (const { name, run } of steps(url, { world, products, languages }, indexes)) {
    if (done.has(name)) continue;
    const began = performance.now();
    await run(client);
    console.log(`  ${name.padEnd(56)}${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s`);
    done.add(name);
  }
  await client.end();
}

/** Takes the indexes of the tables away while rows stream in; answers what they were, for a table's parts as well. */
export async function dropIndexes(url: string): Promise<Index[]> {
  const client = await connectTo(url);
  const { rows } = await client.query<Index>(
    "select indexname as name, replace(indexdef, ' ON ONLY ', ' ON ') as definition from pg_indexes where tablename = any($1) and indexname not like '%_pkey'",
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  await client.end();
  return rows;
}

function steps(url: string, wanted: Wanted, indexes: readonly Index[]): Step[] {
  return [
    { name: "reference", run: (client) => fillReference(client, wanted) },
    {
      name: "catalog_entry, catalog_price, catalog_text, search_word",
      run: () => streamProducts(url, wanted),
    },
    ...indexes.map(({ name, definition }) => ({ name, run: (client: pg.Client) => client.query(definition) })),
    ...tables.map((table) => ({
      name: `vacuum (analyze) ${table}`,
      run: (client: pg.Client) => client.query(`vacuum (analyze) ${table}`),
    })),
    // What was written is on the disk before anything is measured, and its time is part of filling.
    { name: "checkpoint", run: (client) => client.query("checkpoint") },
  ];
}

/** A thread for each language's texts; the first has the other tables too. */
async function streamProducts(url: string, { world, products, languages }: Wanted): Promise<void> {
  const sold = leastSold(world, products);
  await Promise.all(
    languages.map((language, index) => streamTables({ url, products, language, all: index === 0, sold })),
  );
}

/** By what the catalog sells, as `refreshTiers` sorts it; none where it is too small for tiers. */
function leastSold(world: World, products: number): number[] {
  if (products < tieredFrom) return [];
  const sold = Int32Array.from({ length: products }, (_, index) => world.soldCount(index))
    .sort()
    .reverse();
  return tierSizes.map((size) => sold[size - 1] ?? 0);
}

/** Names of categories and properties, as the counts of a list are labelled. */
async function fillReference(client: pg.Client, { world, products }: Wanted): Promise<void> {
  if (products >= tieredFrom)
    await client.query(
      "insert into shop_state (key, value, updated_at) values ($1, '', now()) on conflict do nothing",
      [tieredKey],
    );
  await client.query(
    "truncate category, attribute, attribute_translation, attribute_value, attribute_value_translation cascade",
  );
  const { categories, attributes } = world;
  await copyInto(
    client,
    "copy category (category_id, parent_id, lineage, key, position) from stdin",
    categories.map(({ categoryId, lineage, place }) =>
      line(categoryId, lineage.at(-2) ?? null, array(lineage), `category-${place}`, place),
    ),
  );
  await copyInto(
    client,
    "copy category_translation (category_id, language, name, path) from stdin",
    categories.flatMap(({ categoryId, place }) =>
      languageCodes.map((language) =>
        line(categoryId, language, world.categoryName(language, place).surface, `c/${place}`),
      ),
    ),
  );
  await copyInto(
    client,
    "copy attribute (attribute_key, position) from stdin",
    attributes.map(({ key }, index) => line(key, index)),
  );
  await copyInto(
    client,
    "copy attribute_translation (attribute_key, language, name) from stdin",
    attributes.flatMap(({ key }) => languageCodes.map((language) => line(key, language, key))),
  );
  const values = attributes.flatMap(({ key, values: count }) =>
    Array.from({ length: count }, (_, value) => ({ key, value })),
  );
  await copyInto(
    client,
    "copy attribute_value (attribute_key, value_key, position) from stdin",
    values.map(({ key, value }) => line(key, `v${value}`, value)),
  );
  await copyInto(
    client,
    "copy attribute_value_translation (attribute_key, value_key, language, label) from stdin",
    values.flatMap(({ key, value }) =>
      languageCodes.map((language) => line(key, `v${value}`, language, world.label(language, key, value).surface)),
    ),
  );
}
