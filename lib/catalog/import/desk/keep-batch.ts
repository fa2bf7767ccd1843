import { cutText } from "@/lib/core/cut-text";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { columnName, type Header } from "../columns";
import type { Fault, Note } from "../fault";
import type { KeptBatch } from "../import-catalog";
import { columnOf } from "../remark-column";
import type { Outcome } from "../write-batch";
import { remarksMax, type SampleProduct, sampleMax, sampleProductSchema } from "./product-import";

/** Another run has gone on meanwhile, or somebody has called the import off: this one writes no more. */
export class Overtaken extends Error {}

type Row = Prisma.ProductImportGetPayload<object>;

/**
 * What an import keeps of each batch, beside what the batch wrote. The place it began at is its condition: where that is no
 * longer the import's, the batch is undone.
 */
export function batchKeeper({ merchantId, importId, status, ...row }: Row) {
  const key = { merchantId, importId };
  let sample = sampleProductSchema.array().parse(row.sample);
  let header: Header | null = null;
  return {
    nameColumns(named: Header): void {
      header = named;
    },
    async keep(tx: Tx, { after, place, outcomes, unreadable, faults, notes }: KeptBatch): Promise<void> {
      if (place.products === after) return;
      if (status === "reading") sample = addFirst(sample, outcomes);
      const [moved] = await tx.productImport.updateManyAndReturn({
        where: { ...key, status, productsDone: after },
        data: {
          ...{ productsDone: place.products, rowsDone: place.rows, ...place.added, sample },
          ...sumsOf(outcomes, unreadable),
          remarkCount: { increment: faults.length + notes.length },
        },
        select: { remarkCount: true },
      });
      if (!moved) throw new Overtaken();
      const first = moved.remarkCount - faults.length - notes.length;
      const remarks = [
        ...faults.map((fault) => toRow(fault, true, header)),
        ...notes.map((note) => toRow(note, false, header)),
      ]
        .toSorted((one, other) => one.line - other.line)
        .slice(0, Math.max(0, remarksMax - first));
      if (remarks.length === 0) return;
      const data = remarks.map((remark, index) => ({ ...key, position: first + index, ...remark }));
      await tx.productImportRemark.createMany({ data });
    },
  };
}

function sumsOf(outcomes: readonly Outcome[], unreadable: number) {
  const count = (kind: Outcome["kind"]) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const taken = outcomes.filter(({ kind }) => kind !== "failed");
  return {
    created: { increment: count("created") },
    updated: { increment: count("updated") },
    unchanged: { increment: count("unchanged") },
    refused: { increment: unreadable + count("failed") },
    variants: { increment: taken.reduce((sum, { product }) => sum + product.variants.length, 0) },
    pictures: { increment: taken.reduce((sum, outcome) => sum + ("pictures" in outcome ? outcome.pictures : 0), 0) },
  };
}

const toRow = (remark: Fault | Note, refused: boolean, header: Header | null) => ({
  refused,
  line: remark.line,
  code: remark.code,
  handle: remark.handle,
  column: nameOf(columnOf(remark), header),
  found: remark.found,
  about: remark.about,
});

/** It stands with each remark, and a header may hold a megabyte of blanks within a name. */
const columnNameMax = 100;

const nameOf = (column: string, header: Header | null): string =>
  column !== "" && header ? cutText(columnName(header, column), columnNameMax) : "";

/** The first products of the file, as they would be; a batch that is kept a second time counts once. */
function addFirst(sample: readonly SampleProduct[], outcomes: readonly Outcome[]): SampleProduct[] {
  const lines = new Set(outcomes.map(({ product }) => product.line));
  const earlier = sample.filter(({ line }) => !lines.has(line));
  const next = outcomes
    .toSorted((one, other) => one.product.line - other.product.line)
    .slice(0, sampleMax - earlier.length);
  return [
    ...earlier,
    ...next.map(({ kind, product: { line, handle, title, status, variants, pictures } }) => ({
      ...{ line, handle, title, status, outcome: kind },
      variants: variants.length,
      pictures: pictures.length,
      quantity: variants.reduce((sum, { quantity }) => sum + quantity, 0),
      amount: Math.min(...variants.map(({ amount }) => amount)),
    })),
  ];
}
