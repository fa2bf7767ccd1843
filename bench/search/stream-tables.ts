import { isMainThread, Worker, workerData } from "node:worker_threads";
import type { Language } from "../../lib/i18n/markets";
import { allTiers, restTier } from "../../lib/search/tiers";
import { connectTo } from "./connect";
import { beginCopy, chunkLength, copyInto } from "./copy";
import { entryColumns, entryLine, line, priceLines, textLine } from "./lines";
import { type MadeProduct, makeWorld } from "./make-products";

export interface Share {
  url: string;
  products: number;
  /** The texts of one language, and with `all` whatever else there is of a product. */
  language: Language;
  all: boolean;
  /** How often a product has to be sold for each tier but the last. */
  sold: readonly number[];
}

/** Streams a share of a catalog's tables in a thread of its own: making a million products takes longer than storing them. */
export function streamTables(share: Share): Promise<void> {
  const thread = new Worker(new URL(import.meta.url), { workerData: share });
  return new Promise((resolve, reject) => {
    thread.once("error", reject);
    thread.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}

if (!isMainThread) await stream(workerData);

async function stream({ url, products, language, all, sold }: Share): Promise<void> {
  const world = makeWorld();
  const frequencies = new Map<string, number>();
  const linesOfText = (made: MadeProduct, index: number) => {
    const text = made.text(language);
    for (const { surface } of text.title) frequencies.set(surface, (frequencies.get(surface) ?? 0) + 1);
    const tier = sold.findIndex((least) => made.soldCount >= least);
    return textLine(made, index, language, text, tier < 0 ? restTier : tier);
  };
  const tables = [
    { table: "catalog_text", columns: "language, product_id, title, slug, document, tier", linesOf: linesOfText },
    ...(all
      ? [
          { table: "catalog_entry", columns: entryColumns, linesOf: entryLine },
          { table: "catalog_price", columns: "currency, product_id, amount, amount_max", linesOf: priceLines },
        ]
      : []),
  ];
  const streams = await Promise.all(
    tables.map(async ({ table, columns, linesOf }) => {
      const client = await connectTo(url);
      const emptied = table === "catalog_text" ? allTiers.map((tier) => `catalog_text_${language}_${tier}`) : [table];
      // What is emptied in the transaction that fills it is not written to the log first.
      await client.query(`begin; truncate ${emptied.join(", ")}`);
      return { client, linesOf, copy: await beginCopy(client, `copy ${table} (${columns}) from stdin`), lines: "" };
    }),
  );
  for (let index = 0; index < products; index++) {
    const made = world.product(index);
    for (const each of streams) {
      each.lines += each.linesOf(made, index);
      if (each.lines.length < chunkLength) continue;
      await each.copy.write(each.lines);
      each.lines = "";
    }
  }
  for (const { client, copy, lines } of streams) {
    await copy.write(lines);
    await copy.end();
    await client.query("commit");
    await client.end();
  }
  const client = await connectTo(url);
  await client.query("delete from search_word where language = $1", [language]);
  const words = frequencies.entries().map(([word, count]) => line(language, word, count));
  await copyInto(client, "copy search_word (language, word, frequency) from stdin", words);
  await client.end();
}
