import type { Clock } from "@/lib/core/clock";
import type { Currency } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readExchangeRates } from "@/lib/pricing/exchange-rates";
import type { Fault, Note } from "./fault";
import { fingerprint } from "./fingerprint";
import { followImport } from "./follow-import";
import { groupRows } from "./group-rows";
import type { FileLimits } from "./limits";
import { readProduct } from "./read-product";
import { type References, readReferences } from "./references";
import { type Scan, type ScanError, scanFile } from "./scan-file";
import { type Item, type Outcome, type Writer, writeBatch } from "./write-batch";

export interface ImportContext {
  db: Db;
  clock: Clock;
  /** Once it is known what the file is, before anything is written. */
  onStart?: (scan: Scan) => void | Promise<void>;
  onFault?: (fault: Fault) => void;
  onNote?: (note: Note) => void;
  onProgress?: (progress: Progress) => void;
  /** Nothing is written, nothing is locked and no job follows: the summary says what an import would come to. */
  isRehearsal?: boolean;
  /** Where one that was broken off goes on. */
  from?: Place;
  /**
   * Keeps what became of a batch and the place behind it, in the transaction that writes the batch where it is written in
   * one. What it throws undoes that, and ends the import.
   */
  keep?: (tx: Tx, batch: KeptBatch) => Promise<void>;
  /** Asked behind each batch: whether to break off. */
  isEnough?: () => boolean;
}

/** How far a file has been read. */
export interface Place {
  /** Products, and rows that belong to none. */
  products: number;
  rows: number;
  /** What has been added to the shop's categories and attributes: a file may bring so many. */
  added: References["added"];
}

/** What became of a batch, each product and each fault once, and the place behind it. */
export interface KeptBatch extends Report {
  /** `products` before it. */
  after: number;
  place: Place;
}

interface Report {
  outcomes: readonly Outcome[];
  /** Products that can't be read, and rows that belong to none. */
  unreadable: number;
  faults: readonly Fault[];
  notes: readonly Note[];
}

export interface ImportInput {
  file: string;
  merchantId: string;
  /** Of the file's words. Other languages keep theirs. */
  language: Language;
  /** Of the file's prices. */
  currency: Currency;
  /** What the command reads, when left out. */
  most?: FileLimits;
}

export interface Summary {
  /** Of the file, up to where it was read. */
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Products left out, and rows that belong to none. */
  failed: number;
  /** Pictures that jobs will fetch. */
  pictures: number;
}

/** Of one import from its beginning, or from the place where it went on. */
export interface Progress extends Summary {
  rowsTotal: number;
}

/** How much is written in one transaction: products are small, unless they have many variants. */
const batchProductsMax = 64;
const batchVariantsMax = 1_500;
/** Of a file in which next to nothing can be read, what is wrong is told in between. */
const batchFaultsMax = 500;

/**
 * Brings a merchant's catalog up to a file of rows, as `docs/import.md` says which. Each product is applied whole or not at all, and
 * one that the file has not changed since the last import is passed over. Safe to stop at any moment and run again.
 * Pictures are fetched afterwards by jobs, and products come into the lists by theirs. `ended`: the file was read to its end.
 */
export async function importCatalog(
  context: ImportContext,
  { file, merchantId, language, currency, most }: ImportInput,
): Promise<Result<Summary & { ended: boolean }, ScanError | { code: "merchant_unknown" }>> {
  const { db, clock, isRehearsal = false, from = beginning(), isEnough = () => false } = context;
  const merchant = await db.merchant.findUnique({ where: { merchantId }, select: { name: true } });
  if (!merchant) return err({ code: "merchant_unknown" });
  const scan = await scanFile(file, most);
  if (!scan.ok) return scan;
  await context.onStart?.(scan.value);

  const summary: Summary = { rows: from.rows, created: 0, updated: 0, unchanged: 0, failed: 0, pictures: 0 };
  const references = { ...(await readReferences(db)), added: { ...from.added } };
  const writer: Writer = {
    ...{ db, merchantId, language, currency, isRehearsal, references },
    now: clock(),
    rates: await readExchangeRates(db),
  };
  const write = async (batch: Batch) => {
    const outcomes = await writeBatch(writer, batch.items, async (tx, known) => {
      const place = { products: batch.products, rows: batch.rows, added: { ...writer.references.added } };
      await context.keep?.(tx, { after: batch.after, place, ...reportOf(batch, known) });
    });
    tell(context, summary, reportOf(batch, outcomes));
    summary.rows = batch.rows;
    context.onProgress?.({ ...summary, rowsTotal: scan.value.rows });
  };
  // One batch is written while the next is read, so that neither Postgres nor this process waits for the other.
  let writing = Promise.resolve();
  let batch = emptyBatch(from);
  const flush = async () => {
    await writing;
    writing = write(batch);
    writing.catch(() => undefined);
    batch = emptyBatch(batch);
  };

  let products = 0;
  let ended = true;
  try {
    for await (const group of groupRows(scan.value)) {
      products += 1;
      if (products <= from.products) continue;
      Object.assign(batch, { products, rows: group.read });
      const read = readProduct(group, { currency, merchantName: merchant.name });
      if (!read.ok) {
        batch.unreadable += 1;
        batch.faults.push(...read.error.faults);
      } else {
        const { product, notes } = read.value;
        batch.notes.push(...notes);
        batch.items.push({ product, importHash: fingerprint(product, language, currency) });
        batch.variants += product.variants.length;
      }
      if (!isFull(batch)) continue;
      await flush();
      ended = !isEnough();
      if (!ended) break;
    }
    if (ended) await flush();
    await writing;
  } finally {
    // Also of one that is called off, or broken off: what is in by then stays.
    if (!isRehearsal) await followImport(writer, summary, (ended ? beginning() : from).added, clock());
  }
  return ok({ ...summary, ended });
}

const beginning = (): Place => ({ products: 0, rows: 0, added: { categories: 0, attributes: 0 } });

/** Products that are written together, and what was found between them. */
interface Batch {
  after: number;
  /** Of the file, up to and with this batch. */
  products: number;
  rows: number;
  items: Item[];
  variants: number;
  unreadable: number;
  faults: Fault[];
  notes: Note[];
}

const emptyBatch = ({ products, rows }: { products: number; rows: number }): Batch => ({
  ...{ after: products, products, rows, items: [], variants: 0, unreadable: 0, faults: [], notes: [] },
});

const isFull = ({ items, variants, faults }: Batch): boolean =>
  items.length >= batchProductsMax || variants >= batchVariantsMax || faults.length >= batchFaultsMax;

const reportOf = ({ unreadable, faults, notes }: Batch, outcomes: readonly Outcome[]): Report => ({
  ...{ outcomes, unreadable },
  faults: [...faults, ...outcomes.flatMap((outcome) => (outcome.kind === "failed" ? [outcome.fault] : []))],
  notes: [...notes, ...outcomes.flatMap((outcome) => ("notes" in outcome ? outcome.notes : []))],
});

function tell(
  { onFault, onNote }: ImportContext,
  summary: Summary,
  { outcomes, unreadable, faults, notes }: Report,
): void {
  summary.failed += unreadable;
  for (const outcome of outcomes) {
    summary[outcome.kind] += 1;
    if ("pictures" in outcome) summary.pictures += outcome.pictures;
  }
  for (const fault of faults) onFault?.(fault);
  for (const note of notes) onNote?.(note);
}
