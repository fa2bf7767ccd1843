import { tags } from "@/lib/cache/tags";
import { type Clock, minutes } from "@/lib/core/clock";
import type { Currency } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { enqueueAll } from "@/lib/jobs/enqueue-all";
import { enqueue } from "@/lib/jobs/queue";
import { readExchangeRates } from "@/lib/pricing/exchange-rates";
import type { Fault, Note } from "./fault";
import { fingerprint } from "./fingerprint";
import { groupRows } from "./group-rows";
import { readProduct } from "./read-product";
import { readReferences } from "./references";
import { type Scan, type ScanError, scanFile } from "./scan-file";
import { type Item, type Outcome, writeBatch } from "./write-batch";

export interface ImportContext {
  db: Db;
  clock: Clock;
  /** Once it is known what the file is, before anything is written. */
  onStart?: (scan: Scan) => void;
  onFault?: (fault: Fault) => void;
  onNote?: (note: Note) => void;
  onProgress?: (progress: Progress) => void;
}

export interface ImportInput {
  file: string;
  merchantId: string;
  /** Of the file's words. Other languages keep theirs. */
  language: Language;
  /** Of the file's prices. */
  currency: Currency;
}

export interface Summary {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Products left out, and rows that belong to none. */
  failed: number;
  /** Pictures that jobs will fetch. */
  pictures: number;
}

export interface Progress extends Summary {
  rowsTotal: number;
}

/** How much is written in one transaction: products are small, unless they have many variants. */
const batchProductsMax = 64;
const batchVariantsMax = 1_500;

/**
 * Brings a merchant's catalog up to a file of rows, as `docs/import.md` says which. Each product is applied whole or not at all, and
 * one that the file has not changed since the last import is passed over. Safe to stop at any moment and run again.
 * Pictures are fetched afterwards by jobs, and products come into the lists by theirs.
 */
export async function importCatalog(
  context: ImportContext,
  { file, merchantId, language, currency }: ImportInput,
): Promise<Result<Summary, ScanError | { code: "merchant_unknown" }>> {
  const {
    db,
    clock,
    onStart,
    onFault = () => undefined,
    onNote = () => undefined,
    onProgress = () => undefined,
  } = context;
  const merchant = await db.merchant.findUnique({ where: { merchantId }, select: { name: true } });
  if (!merchant) return err({ code: "merchant_unknown" });
  const scan = await scanFile(file);
  if (!scan.ok) return scan;
  onStart?.(scan.value);

  const summary: Summary = { rows: 0, created: 0, updated: 0, unchanged: 0, failed: 0, pictures: 0 };
  const writer = {
    db,
    merchantId,
    language,
    currency,
    now: clock(),
    rates: await readExchangeRates(db),
    references: await readReferences(db),
  };
  let batch: Item[] = [];
  let variants = 0;

  const fail = (faults: readonly Fault[]) => {
    summary.failed += 1;
    for (const fault of faults) onFault(fault);
  };
  const write = async (items: readonly Item[]) => {
    for (const outcome of await writeBatch(writer, items)) count(summary, outcome, fail, onNote);
    onProgress({ ...summary, rowsTotal: scan.value.rows });
  };
  // One batch is written while the next is read, so that neither Postgres nor this process waits for the other.
  let writing = Promise.resolve();
  const flush = async () => {
    await writing;
    writing = write(batch);
    writing.catch(() => undefined);
    batch = [];
    variants = 0;
  };

  for await (const group of groupRows(scan.value)) {
    summary.rows = group.read;
    const read = readProduct(group, { currency, merchantName: merchant.name });
    if (!read.ok) {
      fail(read.error.faults);
      continue;
    }
    const { product, notes } = read.value;
    for (const note of notes) onNote(note);
    batch.push({ product, importHash: fingerprint(product, language, currency) });
    variants += product.variants.length;
    if (batch.length >= batchProductsMax || variants >= batchVariantsMax) await flush();
  }
  await flush();
  await writing;
  if (writer.references.added.categories > 0)
    await enqueue(db, "pages.revalidate", { tags: [tags.categories, tags.home] }, { key: "import" });
  if (summary.created + summary.updated > 0) await learnAnew(db, clock());
  return ok(summary);
}

/** The products' own jobs come first: words, best sellers and completion are counted from the lists. */
function learnAnew(db: Db, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + minutes(2));
  const names = ["search.vocabulary", "search.tiers", "search.suggestions"] as const;
  return enqueueAll(
    db,
    names.map((name) => ({ name, payload: {}, key: "import", runAt })),
  );
}

function count(
  summary: Summary,
  outcome: Outcome,
  fail: (faults: readonly Fault[]) => void,
  onNote: (note: Note) => void,
): void {
  if (outcome.kind === "failed") {
    fail([outcome.fault]);
    return;
  }
  summary[outcome.kind] += 1;
  if (outcome.kind === "unchanged") return;
  summary.pictures += outcome.pictures;
  for (const note of outcome.notes) onNote(note);
}
