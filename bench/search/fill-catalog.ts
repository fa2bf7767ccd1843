import pg from "pg";
import { type Language, languageCodes } from "../../lib/i18n/markets";
import { marksOf, quoteMark } from "../../lib/search/marks";
import { restTier, tieredFrom, tieredKey, tierSizes } from "../../lib/search/tiers";
import { writeDocument } from "../../lib/search/write-document";
import { beginCopy, chunkLength, copyInto } from "./copy";
import type { MadeProduct, MadeText, World } from "./make-products";
import type { Word } from "./vocabulary";

const tables = ["catalog_entry", "catalog_text", "catalog_price", "search_word"];
const line = (...cells: (string | number | null)[]) => `${cells.map((cell) => cell ?? "\\N").join("\t")}\n`;
const array = (values: readonly (string | number)[]) => `{${values.join(",")}}`;

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

/** What the rows are streamed through: a connection for each table. */
type Connect = () => Promise<pg.Client>;

/** Streams a generated catalog into the projection by COPY, then makes its indexes. `done` knows the steps done before. */
export async function fillCatalog(
  url: string,
  { world, products, languages }: Wanted,
  indexes: readonly Index[],
  done: { has(step: string): boolean; add(step: string): void },
): Promise<void> {
  const client = await connectTo(url);
  for (const { name, run } of steps({ world, products, languages }, indexes, () => connectTo(url))) {
    if (done.has(name)) continue;
    const began = performance.now();
    await run(client);
    console.log(`  ${name.padEnd(56)}${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s`);
    done.add(name);
  }
  await client.end();
}

/** Takes the indexes of the tables away while rows stream in; answers what they were. */
export async function dropIndexes(url: string): Promise<Index[]> {
  const client = await connectTo(url);
  const { rows } = await client.query<Index>(
    "select indexname as name, indexdef as definition from pg_indexes where tablename = any($1) and indexname not like '%_pkey'",
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  await client.end();
  return rows;
}

function steps(wanted: Wanted, indexes: readonly Index[], connect: Connect): Step[] {
  return [
    { name: "reference", run: (client) => fillReference(client, wanted) },
    {
      name: "catalog_entry, catalog_price, catalog_text, search_word",
      run: (client) => streamProducts(client, wanted, connect),
    },
    ...indexes.map(({ name, definition }) => ({ name, run: (client: pg.Client) => client.query(definition) })),
    ...tables.map((table) => ({
      name: `vacuum (analyze) ${table}`,
      run: (client: pg.Client) => client.query(`vacuum (analyze) ${table}`),
    })),
  ];
}

/**
 * Each product is made once and written into its three tables at once. A table that is emptied in the transaction that
 * fills it is not written to the log first.
 */
async function streamProducts(
  client: pg.Client,
  { world, products, languages }: Wanted,
  connect: Connect,
): Promise<void> {
  const tierOf = rankTiers(world, products);
  const frequencies = new Map(languages.map((language) => [language, new Map<string, number>()]));
  const textsOf = (made: MadeProduct, index: number) =>
    languages.map((language) => textLine(made, index, language, tierOf, frequencies.get(language) ?? new Map()));
  const streams = await Promise.all(
    [
      { table: "catalog_entry", columns: entryColumns, linesOf: entryLine },
      { table: "catalog_price", columns: "currency, product_id, amount, amount_max", linesOf: priceLines },
      { table: "catalog_text", columns: "language, product_id, title, slug, document, tier", linesOf: textsOf },
    ].map(async ({ table, columns, linesOf }) => {
      const own = await connect();
      await own.query(`begin; truncate ${table}`);
      return { own, linesOf, copy: await beginCopy(own, `copy ${table} (${columns}) from stdin`), lines: "" };
    }),
  );
  for (let index = 0; index < products; index++) {
    const made = world.product(index);
    for (const stream of streams) {
      stream.lines += stream.linesOf(made, index).join("");
      if (stream.lines.length < chunkLength) continue;
      await stream.copy.write(stream.lines);
      stream.lines = "";
    }
  }
  for (const { own, copy, lines } of streams) {
    await copy.write(lines);
    await copy.end();
    await own.query("commit");
    await own.end();
  }
  await client.query("truncate search_word");
  const words = frequencies
    .entries()
    .flatMap(([language, counts]) => counts.entries().map(([word, count]) => line(language, word, count)));
  await copyInto(client, "copy search_word (language, word, frequency) from stdin", words);
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "set synchronous_commit = off; set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2",
  );
  return client;
}

const entryColumns =
  "product_id, merchant_id, merchant_name, handle, status, brand, lineage, facets, codes, swatches, hue, variant_count, stock, in_stock, sold_count, rating_count, rating, published_at, updated_at";

const entryLine = (made: MadeProduct, index: number): string[] => [
  line(
    made.productId,
    `00000000-0000-7000-9000-${String(made.merchant).padStart(12, "0")}`,
    `Merchant ${made.merchant}`,
    `p${index}`,
    "active",
    made.brand,
    array(made.lineage),
    array(made.facets),
    array(made.codes),
    "{}",
    index % 360,
    2,
    made.stock,
    made.stock > 0 ? "t" : "f",
    made.soldCount,
    made.ratingCount,
    made.rating,
    made.publishedAt,
    made.publishedAt,
  ),
];

const priceLines = ({ productId, prices }: MadeProduct): string[] =>
  Object.entries(prices).map(([currency, amount]) => line(currency, productId, amount, amount));

function textLine(
  made: MadeProduct,
  index: number,
  language: Language,
  tierOf: (soldCount: number) => number,
  frequencies: Map<string, number>,
): string {
  const text = made.text(language);
  for (const { surface } of text.title) frequencies.set(surface, (frequencies.get(surface) ?? 0) + 1);
  const document = documentOf(text, marksOf(made));
  return line(language, made.productId, titleOf(text), `p-${index}`, document, tierOf(made.soldCount));
}

/** The tiers that `refreshTiers` would give, known before there is a table. */
function rankTiers(world: World, products: number): (soldCount: number) => number {
  if (products < tieredFrom) return () => restTier;
  const sold = Int32Array.from({ length: products }, (_, index) => world.product(index).soldCount)
    .sort()
    .reverse();
  const least = tierSizes.map((size) => sold[size - 1] ?? 0);
  return (soldCount) => {
    const tier = least.findIndex((count) => soldCount >= count);
    return tier < 0 ? restTier : tier;
  };
}

export const titleOf = ({ title }: MadeText): string => title.map(({ surface }) => surface).join(" ");

/** As writeDocument writes it; the words of a vocabulary are few, so what each adds is written once. */
function documentOf({ title, names, description }: MadeText, marks: string[]): string {
  return [
    ...title.map((word) => writtenAs(word, "a")),
    ...names.map((word) => writtenAs(word, "b")),
    ...description.map((word) => writtenAs(word, "d")),
    ...marks.map(quoteMark),
  ].join(" ");
}

const written = { a: new Map<Word, string>(), b: new Map<Word, string>(), d: new Map<Word, string>() };

function writtenAs(word: Word, zone: "a" | "b" | "d"): string {
  const known = written[zone].get(word);
  if (known !== undefined) return known;
  const lexemes = writeDocument({ ...noWords, [zone]: word.lexemes.join(" ") }, []);
  written[zone].set(word, lexemes);
  return lexemes;
}

const noWords = { a: "", b: "", c: "", d: "" };

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
