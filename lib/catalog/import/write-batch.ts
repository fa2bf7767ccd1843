import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Language } from "@/lib/i18n/markets";
import type { ExchangeRates } from "@/lib/pricing/exchange-rates";
import { refusalOf } from "./database-refusal";
import { type Fault, type Note, remark } from "./fault";
import type { ImportProduct } from "./import-product";
import { type Prepared, planProduct } from "./plan-product";
import { type PresentProduct, readPresent } from "./read-present";
import { type References, readReferences } from "./references";
import { noReferences, resolveReferences } from "./resolve-references";
import { writeReferences } from "./write-references";
import { writeRows } from "./write-rows";

export interface Writer {
  db: Db;
  merchantId: string;
  language: Language;
  currency: Currency;
  now: Date;
  rates: ExchangeRates;
  /** Replaced by what the database holds when a batch meets another import's additions. */
  references: References;
  /** Nothing is written and nothing is locked: what would be is told. */
  isRehearsal: boolean;
}

export interface Item {
  product: ImportProduct;
  importHash: string;
}

export type Outcome = { product: ImportProduct } & (
  | { kind: "created" | "updated"; pictures: number; notes: Note[] }
  | { kind: "unchanged" }
  | { kind: "failed"; fault: Fault }
);

/** Keeps what became of a batch, in one transaction: that which writes its products, where they are written in one. */
export type KeepOutcomes = (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>;

const attemptsMax = 3;

/**
 * Writes products in one transaction, each whole or not at all: when the database refuses a batch, its products are
 * tried one by one, and only the one at fault is left out.
 */
export async function writeBatch(
  writer: Writer,
  items: readonly Item[],
  keep: KeepOutcomes = async () => undefined,
): Promise<Outcome[]> {
  const changed = await findChanged(writer, items);
  const isChanged = new Set(changed);
  const outcomes = items.filter((item) => !isChanged.has(item)).map(unchanged);
  try {
    return await write(writer, changed, outcomes, keep);
  } catch (error) {
    if (!refusalOf(error)) throw error;
  }
  const alone = [...outcomes];
  for (const item of changed) alone.push(await writeAlone(writer, item));
  await inTransaction(writer.db, (tx) => keep(tx, alone));
  return alone;
}

const unchanged = ({ product }: Item): Outcome => ({ product, kind: "unchanged" });

async function writeAlone(writer: Writer, item: Item): Promise<Outcome> {
  const { line, handle } = item.product;
  for (let attempt = 1; ; attempt += 1) {
    try {
      writer.references = { ...(await readReferences(writer.db)), added: writer.references.added };
      const stillChanged = await findChanged(writer, [item]);
      const [outcome = unchanged(item)] = await write(writer, stillChanged);
      return outcome;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      if (attempt >= attemptsMax)
        return {
          product: item.product,
          kind: "failed",
          fault: remark(line, "refused_by_database", handle, { found: refusal }),
        };
    }
  }
}

async function findChanged({ db, merchantId }: Writer, items: readonly Item[]): Promise<Item[]> {
  const known = await db.merchantProduct.findMany({
    where: { merchantId, handle: { in: items.map(({ product }) => product.handle) } },
    select: { handle: true, importHash: true },
  });
  const hashes = new Map(known.map(({ handle, importHash }) => [handle, importHash]));
  return items.filter(({ product, importHash }) => hashes.get(product.handle) !== importHash);
}

/** Those whose outcome is known come first. */
async function write(
  writer: Writer,
  items: readonly Item[],
  known: readonly Outcome[] = [],
  keep: KeepOutcomes = async () => undefined,
): Promise<Outcome[]> {
  const { db, references, language, isRehearsal } = writer;
  const news = noReferences();
  const outcomes = [...known];
  const prepared: Prepared[] = [];
  for (const item of items) {
    const resolved = resolveReferences(item.product, references, news, language);
    if ("code" in resolved) outcomes.push({ product: item.product, kind: "failed", fault: resolved });
    else prepared.push({ ...item, resolved });
  }
  const isNew = news.categories.length + news.attributes.length + news.values.length > 0;
  if (isNew && !isRehearsal) await writeReferences(db, news);
  if (prepared.length === 0) {
    await inTransaction(db, (tx) => keep(tx, outcomes));
    return outcomes;
  }
  return db.$transaction(
    async (tx) => {
      const all = [...outcomes, ...(await writePrepared(tx, writer, prepared))];
      await keep(tx, all);
      return all;
    },
    { maxWait: 15_000, timeout: 60_000 },
  );
}

async function writePrepared(tx: Tx, writer: Writer, prepared: readonly Prepared[]): Promise<Outcome[]> {
  const { merchantId, isRehearsal } = writer;
  const links = await tx.merchantProduct.findMany({
    where: { merchantId, handle: { in: prepared.map(({ product }) => product.handle) } },
    select: { handle: true, productId: true },
  });
  const productIds = new Map(links.map(({ handle, productId }) => [handle, productId]));
  const present =
    links.length > 0
      ? await readPresent(tx, [...productIds.values()], { lock: !isRehearsal })
      : new Map<string, PresentProduct>();
  const planned = prepared.map((one) => ({
    product: one.product,
    plan: planProduct(one, present.get(productIds.get(one.product.handle) ?? ""), writer),
  }));
  const rows = planned.flatMap(({ plan }) => ("rows" in plan ? [plan.rows] : []));
  if (rows.length > 0 && !isRehearsal) await writeRows(tx, rows, writer.rates);
  return planned.map(({ product, plan }): Outcome => {
    if (!("rows" in plan)) return { product, kind: "failed", fault: plan };
    return {
      product,
      kind: plan.rows.isNew ? "created" : "updated",
      pictures: plan.rows.picturesWanted.length,
      notes: plan.notes,
    };
  });
}
